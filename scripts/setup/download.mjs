/** Downloads that survive interruption: resumed by byte range, checked by hash, put in place by one rename. */
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { matchesPin } from './files.mjs'
import { progress, say } from './say.mjs'

const STALL_MS = 30_000
const TRIES = 5

/**
 * Fetches `url` into `file` and checks it against `pin`. A part left by an interrupted try is continued.
 * @param {{ url: string, file: string, pin: string, what: string }} request
 */
export async function download({ url, file, pin, what }) {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && (await matchesPin(file, pin))) return
  const part = `${file}.part`
  for (let attempt = 1; ; attempt++) {
    try {
      await fetchRest(url, part, what)
      break
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      if (attempt === TRIES)
        throw new Error(`The download of ${what} stopped ${TRIES} times, last: ${reason}`)
      say(`The download of ${what} stopped (${reason}); going on from where it was`)
      await wait(1000 * attempt)
    }
  }
  if (!(await matchesPin(part, pin))) {
    rmSync(part)
    throw new Error(`What arrived for ${what} is not the pinned file (its hash differs); it was thrown away`)
  }
  renameSync(part, file)
}

/** @param {string} url @param {string} part @param {string} what */
async function fetchRest(url, part, what) {
  const have = existsSync(part) ? statSync(part).size : 0
  const stall = new AbortController()
  let timer = setTimeout(() => stall.abort(), STALL_MS)
  try {
    const response = await fetch(url, {
      signal: stall.signal,
      headers: have > 0 ? { range: `bytes=${have}-` } : {},
    })
    // 416: the part already holds every byte.
    if (response.status === 416) return
    if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`)
    const isContinued = response.status === 206
    const start = isContinued ? have : 0
    if (isContinued) say(`Continuing ${what}`)
    const meter = progress(what, start + Number(response.headers.get('content-length') ?? 0))
    const out = createWriteStream(part, { flags: isContinued ? 'a' : 'w' })
    let done = start
    try {
      for await (const chunk of response.body) {
        clearTimeout(timer)
        timer = setTimeout(() => stall.abort(), STALL_MS)
        if (!out.write(chunk)) await new Promise((resume) => out.once('drain', () => resume(undefined)))
        done += chunk.byteLength
        meter.update(done)
      }
    } finally {
      await new Promise((closed) => out.end(() => closed(undefined)))
      meter.finish()
    }
  } finally {
    clearTimeout(timer)
  }
}
