import { EventEmitter, once } from 'node:events'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { lastOutput } from './lastOutput'

/** As Electron's ForkUtilityProcess does it: a PassThrough that loses its listeners behind the `exit` event. */
function fakeProcess() {
  const stdout = new PassThrough()
  const child = new EventEmitter()
  let heard = ''
  const listener = (bytes: Buffer) => {
    heard += bytes.toString()
  }
  stdout.on('data', listener)
  return {
    stdout,
    child,
    listener,
    heard: () => heard,
    exit(takesListeners = true) {
      child.emit('exit')
      if (takesListeners) stdout.removeAllListeners()
    },
  }
}

it.each([true, false])('hears what comes after the exit, once, and waits for the end: %j', async (takes) => {
  const { stdout, child, listener, heard, exit } = fakeProcess()
  let ended: Promise<void> | undefined
  child.once('exit', () => {
    ended = lastOutput(stdout, listener, 10_000)
  })
  stdout.write('before, ')
  await setImmediate()
  exit(takes)
  stdout.write('at once, ')
  setTimeout(() => stdout.end('late'), 50)
  await ended
  expect(heard()).toBe('before, at once, late')
})

it('does not wait for what has ended, nor for ever for what stays open', async () => {
  const done = fakeProcess()
  done.stdout.end('all')
  await once(done.stdout, 'end')
  await lastOutput(done.stdout, done.listener, 60_000)
  const open = fakeProcess()
  await lastOutput(open.stdout, open.listener, 20)
  await lastOutput(null, open.listener, 60_000)
  expect([done.heard(), open.heard()]).toEqual(['all', ''])
})
