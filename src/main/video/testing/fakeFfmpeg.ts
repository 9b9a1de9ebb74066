import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * An executable that answers as ffmpeg does, for machines without one: `-i` alone tells of a clip of 10 s at 25 frames
 * a second, 64 x 48 px; else it writes the asked frames, copies of `picture`. Its arguments go to `calls.jsonl` beside it.
 * `slowMs`: how long it takes for a frame.
 */
export function writeFakeFfmpeg(folder: string, picture: string, slowMs = 0): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'ffmpeg')
  writeFileSync(file, `#!${process.execPath}\n${script(picture, folder, slowMs)}`)
  chmodSync(file, 0o755)
  return file
}

const script = (picture: string, folder: string, slowMs: number) => `
const fs = require('node:fs')
const path = require('node:path')
const args = process.argv.slice(2)
fs.appendFileSync(${JSON.stringify(join(folder, 'calls.jsonl'))}, JSON.stringify(args) + '\\n')
const after = (name) => args[args.indexOf(name) + 1]
if (!args.includes('-vf')) {
  process.stderr.write('  Duration: 00:00:10.00, start: 0.000000, bitrate: 1 kb/s\\n' +
    '  Stream #0:0(und): Video: h264 (High), yuv420p, 64x48 [SAR 1:1 DAR 4:3], 25 fps, 25 tbr\\n' +
    'At least one output file must be specified\\n')
  process.exit(1)
}
const count = Math.ceil(Number(after('-t')) * Number(after('-vf').slice(4)) - 1e-6)
const first = Number(after('-start_number'))
const bytes = fs.readFileSync(${JSON.stringify(picture)})
const write = (i) => {
  if (i === count) return
  const name = args.at(-1).replace('%06d', String(first + i).padStart(6, '0'))
  // Another byte at the end makes it another file.
  fs.writeFileSync(path.join(process.cwd(), name), Buffer.concat([bytes, Buffer.from(String(first + i))]))
  process.stdout.write('frame=' + (i + 1) + '\\n')
  setTimeout(write, ${slowMs}, i + 1)
}
write(0)
`
