import { describe, expect, it } from 'vitest'
import { StudioError } from '../../shared/result'
import type { CliContext } from './context'
import { runCli } from './run'
import { defineCommand } from './types'

const greet = defineCommand({
  name: 'greet',
  declare: (command) => command.description('Greets').argument('<who>').option('--loud', 'louder'),
  run: async ([who], { loud }) => {
    if (who === 'nobody') throw new StudioError('not-found', 'there is nobody here', 'Name somebody.')
    return { greeting: loud === true ? `HELLO ${who}` : `Hello ${who}` }
  },
  describe: ({ greeting }) => greeting,
  isFailure: ({ greeting }) => greeting === 'Hello broken',
})

async function run(...argv: string[]) {
  let out = ''
  let err = ''
  const context: CliContext = { signal: new AbortController().signal, progress: () => {}, say: () => {} }
  const code = await runCli(argv, [greet], context, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

describe('runCli', () => {
  it('prints for people, and as one JSON line where asked', async () => {
    expect(await run('greet', 'Ada')).toEqual({ code: 0, out: 'Hello Ada\n', err: '' })
    const { out } = await run('greet', 'Ada', '--loud', '--json')
    expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toEqual({ greeting: 'HELLO Ada' })
  })

  it('exits 1 with the error and its way out', async () => {
    const { code, out, err } = await run('greet', 'nobody', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({
      error: { code: 'not-found', message: 'there is nobody here', hint: 'Name somebody.' },
    })
    expect(err).toBe('not-found: there is nobody here\nName somebody.\n')
  })

  it('row 22: shows what would turn or erase a line of the terminal, and leaves JSON as it is', async () => {
    expect((await run('greet', 'A\u202eda\u001b[2K\nB')).out).toBe('Hello A\\u202eda\\u001b[2K\nB\n')
    const { out } = await run('greet', 'A\u202e', '--json')
    expect(JSON.parse(out)).toEqual({ greeting: 'Hello A\u202e' })
  })

  it('exits 1 where a check found something', async () => {
    expect((await run('greet', 'broken')).code).toBe(1)
  })

  it('exits 2 on wrong usage and 0 on help', async () => {
    expect((await run('greet')).code).toBe(2)
    expect((await run('greet', 'a', '--what')).code).toBe(2)
    expect((await run('dance')).code).toBe(2)
    const help = await run('greet', '--help')
    expect(help.code).toBe(0)
    expect(help.out).toContain('--json')
  })
})
