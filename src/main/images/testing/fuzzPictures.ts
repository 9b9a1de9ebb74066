import { readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { createRandom } from '../../../shared/random'
import { type DecodeOptions, decodeImage } from '../decode'
import { inspectBytes } from '../inspect'

// Spoils pictures of a folder and does with each what the studio does with a picture that comes in: for the bench, which
// starts it as a process of its own and sees whether that lives. FOLDER SEED FROM TO; every round is told before it.

const [folder = '', seed = '1', from = '0', to = '1000'] = process.argv.slice(2)
const files = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name)))

type Pick = (below: number) => number

const WORDS = [0, 1, 0x7fff, 0x8000, 0xffff, 65, 4096, 16_384]
const LONGS = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1_0000, 65, 16_384]
const WAYS: readonly DecodeOptions[] = [
  {},
  { width: 160, height: 160, fit: 'inside' },
  { region: { x1: 5, y1: 5, x2: 20, y2: 20 } },
  { width: 320, height: 320, fit: 'letterbox' },
]
/** Larger claims are decoded once in thirty times: they take a second each. */
const LARGE_PIXELS = 4e6

function spoilt(pick: Pick): Buffer {
  let bytes: Buffer = Buffer.from(files[pick(files.length)] as Buffer)
  // Headers are where it hurts; the rest gets its share.
  const reach = pick(10) < 6 ? Math.min(160, bytes.length) : bytes.length
  for (let changes = 1 + pick(4); changes > 0; changes--) bytes = changed(bytes, pick(reach), pick)
  if (pick(20) === 0) bytes = bytes.subarray(0, pick(bytes.length))
  // A checksum that fits lets the damage in deeper.
  if (pick(4) > 0) mendChecksums(bytes)
  return bytes
}

function changed(bytes: Buffer, at: number, pick: Pick): Buffer {
  const length = 1 + pick(40)
  const isRoom = at + 4 <= bytes.length
  switch (pick(7)) {
    case 0:
      if (at < bytes.length) bytes[at] = (bytes[at] as number) ^ (1 << pick(8))
      return bytes
    case 1:
      if (isRoom) bytes.writeUInt16LE(WORDS[pick(WORDS.length)] as number, at)
      return bytes
    case 2:
      if (isRoom) bytes.writeUInt32LE(LONGS[pick(LONGS.length)] as number, at)
      return bytes
    case 3:
      if (isRoom) bytes.writeUInt32BE(LONGS[pick(LONGS.length)] as number, at)
      return bytes
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)])
    case 5:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    default:
      if (at < bytes.length) bytes[at] = pick(256)
      return bytes
  }
}

function mendChecksums(bytes: Buffer): void {
  if (bytes.subarray(1, 4).toString('latin1') !== 'PNG') return
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) return
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)) >>> 0, end)
    at = end + 4
  }
}

const counts = { fine: 0, refused: 0, undecodable: 0 }
for (let round = Number(from); round < Number(to); round++) {
  const random = createRandom(Number(seed), round)
  const pick: Pick = (below) => random.int(Math.max(1, below))
  const bytes = spoilt(pick)
  writeSync(1, `${round}\n`)
  const { width, height } = await inspectBytes(bytes, null)
  if (width === 0 || (width * height > LARGE_PIXELS && pick(30) > 0)) counts.refused++
  else counts[(await decodeImage(bytes, WAYS[pick(WAYS.length)])).ok ? 'fine' : 'undecodable']++
}
writeSync(
  2,
  `${JSON.stringify({ ...counts, maxRssMiB: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
)
