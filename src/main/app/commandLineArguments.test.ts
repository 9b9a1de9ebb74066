import { describe, expect, it } from 'vitest'
import { readArguments, WINDOWLESS } from './commandLineArguments'

const program = '/opt/Focal Studio/focal-studio'
const asked = (...args: string[]) => readArguments([program, ...args], true)

describe('what the packaged program is asked for', () => {
  it('is a window without a word, whatever switches Chromium gets', () => {
    expect(asked()).toEqual({ kind: 'window' })
    expect(asked('--remote-debugging-port=0')).toEqual({ kind: 'window' })
    expect(asked('--no-sandbox')).toEqual({ kind: 'window' })
    expect(asked('/home/ada/pictures')).toEqual({ kind: 'window' })
  })

  it('is a command where the first word is one, or help', () => {
    const kind = 'command without its switches'
    expect(asked('train', 'cells', '--preset', 'quick')).toEqual({
      kind,
      args: ['train', 'cells', '--preset', 'quick'],
    })
    expect(asked('export-model', '--help')).toEqual({ kind, args: ['export-model', '--help'] })
    expect(asked('--help')).toEqual({ kind, args: ['--help'] })
    expect(asked('--no-sandbox', 'doctor')).toEqual({ kind, args: ['doctor'] })
  })

  it('is run once the process has its switches, word for word', () => {
    const args = ['import', 'cells', '--', '--odd name']
    expect(asked(...WINDOWLESS, '--', ...args)).toEqual({ kind: 'command', args })
    expect(asked(...WINDOWLESS.slice(1), '--', ...args).kind).not.toBe('command')
  })

  it('is always a window in a checkout, where the first word is the folder', () => {
    expect(readArguments(['electron', '.', 'train'], false)).toEqual({ kind: 'window' })
  })
})
