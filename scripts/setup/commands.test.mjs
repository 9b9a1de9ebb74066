import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

const COMMANDS = JSON.stringify(new URL('./commands.mjs', import.meta.url).href)
/** Says what it gets, and ends when it is told to. */
const LISTENER = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.stdout.write(signal + ' '))
  process.on('SIGUSR2', () => process.exit(7))
  setInterval(() => {}, 1000)
  process.stdout.write(process.pid + ' up ')`

/** A process that runs the listener visibly. @param {string} [more] the last arguments of the call */
async function run(more = '') {
  const code = `
    import { runVisibly } from ${COMMANDS}
    process.exitCode = await runVisibly(process.execPath, ['-e', ${JSON.stringify(LISTENER)}]${more})`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  parent.stdout.on('data', (data) => {
    said += data
  })
  const hears = async (/** @type {RegExp} */ words) => {
    while (!words.test(said)) await sleep(10)
  }
  await hears(/ up /)
  const end = async () => {
    process.kill(Number.parseInt(said, 10), 'SIGUSR2')
    const [code] = await once(parent, 'close')
    return {
      code,
      heard: said
        .replace(/^.* up /, '')
        .trim()
        .split(' '),
    }
  }
  return { parent, hears, end }
}

test.skipIf(process.platform === 'win32')('passes each signal on, an echo of it once', async () => {
  const { parent, hears, end } = await run()
  parent.kill('SIGINT')
  await sleep(30)
  parent.kill('SIGINT')
  await hears(/SIGINT/)
  await sleep(600)
  parent.kill('SIGTERM')
  await hears(/SIGTERM/)
  await sleep(600)
  // A terminal that closes after Ctrl+C.
  parent.kill('SIGHUP')
  await sleep(100)
  expect(await end()).toEqual({ code: 7, heard: ['SIGINT', 'SIGTERM'] })
})

test.skipIf(process.platform === 'win32')(
  'passes a closed terminal on as Ctrl+C where it is asked to',
  async () => {
    const { parent, hears, end } = await run(", {}, () => 'SIGINT'")
    parent.kill('SIGHUP')
    await hears(/SIG/)
    expect(await end()).toEqual({ code: 7, heard: ['SIGINT'] })
  },
)
