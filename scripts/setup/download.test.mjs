import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { download } from './download.mjs'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) & 255))
const pin = `sha256-${createHash('sha256').update(content).digest('hex')}`

/** @type {(string | undefined)[]} */
let ranges = []
let cutAfterBytes = Number.POSITIVE_INFINITY
const server = createServer((request, response) => {
  const { range } = request.headers
  ranges.push(range)
  const start = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
  if (start >= content.length) return response.writeHead(416).end()
  const rest = content.subarray(start)
  response.writeHead(range ? 206 : 200, { 'content-length': rest.length })
  if (rest.length <= cutAfterBytes) return response.end(rest)
  const cut = cutAfterBytes
  cutAfterBytes = Number.POSITIVE_INFINITY
  return response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 50))
})

let url = ''
let folder = ''
beforeAll(async () => {
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/file`
})
afterAll(() => new Promise((closed) => server.close(closed)))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'))
  ranges = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const fetchTo = (/** @type {string} */ file) => download({ url, file, pin, what: 'the file' })

test('a download cut off in the middle goes on from there', async () => {
  cutAfterBytes = 100_000
  const file = join(folder, 'a')
  await fetchTo(file)
  expect(readFileSync(file).equals(content)).toBe(true)
  expect(ranges).toEqual([undefined, 'bytes=100000-'])
  expect(existsSync(`${file}.part`)).toBe(false)
})

test('a part left by an earlier run is continued', async () => {
  const file = join(folder, 'a')
  writeFileSync(`${file}.part`, content.subarray(0, 250_000))
  await fetchTo(file)
  expect(readFileSync(file).equals(content)).toBe(true)
  expect(ranges).toEqual(['bytes=250000-'])
})

test('a part that was already whole is only checked', async () => {
  const file = join(folder, 'a')
  writeFileSync(`${file}.part`, content)
  await fetchTo(file)
  expect(readFileSync(file).equals(content)).toBe(true)
})

test('a file that is already there is not fetched again', async () => {
  const file = join(folder, 'a')
  writeFileSync(file, content)
  await fetchTo(file)
  expect(ranges).toEqual([])
})

test('other bytes than the pinned ones never get the name', async () => {
  const file = join(folder, 'a')
  writeFileSync(`${file}.part`, Buffer.alloc(10))
  await expect(fetchTo(file)).rejects.toThrow(/not the pinned file/)
  expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false])
})
