import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { rmSync } from 'node:fs'
import { sleep } from './frames.mjs'
import { studioCommand } from './studio.mjs'

/**
 * The built studio, of whose page nothing is asked but what `evaluate` asks. Playwright has the browser report every part of
 * every file that the page reads, and for a large one that takes a tenth of a second of the cores that the studio needs too.
 */
export async function openBareStudio(/** @type {string} */ project, userData = undefined) {
  const { program, args, env, home } = studioCommand(project, userData)
  const child = spawn(program, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const port = await new Promise((done, fail) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)
      if (found !== null) done(found[1])
    })
    child.once('close', () => fail(new Error(`The studio ended: ${said}`)))
  })
  const socket = await pageSocket(port)
  const cdp = talkTo(socket)
  const evaluate = async (/** @type {(arg: any) => unknown} */ inPage, arg = undefined) => {
    const expression = `(${inPage})(${JSON.stringify(arg)})`
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return result.value
  }
  const isReady = () => document.querySelector('[data-testid=open-folder]') !== null
  // There is no document to ask at first.
  while (!(await evaluate(isReady).catch(() => false))) await sleep(50)
  return {
    page: { evaluate },
    cdp,
    userData: home,
    close: async ({ keep = false } = {}) => {
      socket.close()
      child.kill('SIGTERM')
      await ended
      if (!keep) rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The page's own line to the browser, by commands and events. */
function talkTo(/** @type {WebSocket} */ socket) {
  const waiting = new Map()
  const events = new EventEmitter()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = JSON.parse(data)
    if (id === undefined) return events.emit(method, params)
    const { done, fail } = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) done(result)
    else fail(new Error(error.message))
  })
  const send = (method, params = {}) => {
    const id = ++lastId
    socket.send(JSON.stringify({ id, method, params }))
    return new Promise((done, fail) => waiting.set(id, { done, fail }))
  }
  return Object.assign(events, { send })
}

async function pageSocket(port) {
  for (;;) {
    const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('studio-app:'))
    if (page !== undefined) {
      const socket = new WebSocket(page.webSocketDebuggerUrl)
      await new Promise((done) => socket.addEventListener('open', done, { once: true }))
      return socket
    }
    await sleep(50)
  }
}
