import { describe, expect, it } from 'vitest'
import { createContext } from './context'

function harness(isTTY: boolean) {
  let time = 0
  let written = ''
  const err = { isTTY, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream
  const context = createContext(new AbortController().signal, err, () => time)
  return { context, advance: (ms: number) => (time += ms), read: () => written }
}

describe('progress on a pipe', () => {
  it('writes a line every few seconds and the last one always', () => {
    const { context, advance, read } = harness(false)
    context.progress(1, 10, 'Reading')
    advance(1000)
    context.progress(2, 10, 'Reading')
    advance(3000)
    context.progress(5, 10, 'Reading')
    context.progress(10, 10, 'Reading')
    context.progress(10, 10, 'Reading')
    expect(read()).toBe('Reading: 1 of 10\nReading: 5 of 10, under a minute left\nReading: 10 of 10\n')
  })
})

describe('progress on a terminal', () => {
  it('redraws one bar and ends it before other words', () => {
    const { context, read } = harness(true)
    context.progress(7, 14, 'Reading')
    context.say('One picture is broken.')
    expect(read()).toBe(
      `\r\u001b[KReading [${'#'.repeat(14)}${'.'.repeat(14)}] 7/14\nOne picture is broken.\n`,
    )
  })
})
