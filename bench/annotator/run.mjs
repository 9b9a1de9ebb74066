/** Drives the studio through the scenarios and prints their figures; started by `bench/annotator.mjs`. */
import { cpus, loadavg } from 'node:os'
import { boxes } from './scenarios/boxes.mjs'
import { huge } from './scenarios/huge.mjs'
import { many } from './scenarios/many.mjs'
import { next } from './scenarios/next.mjs'

/** One file each. */
const scenarios = { boxes, next, many, huge }

const [folder = '', ...argv] = process.argv.slice(2)
const at = argv.indexOf('--only')
const names = at === -1 ? Object.keys(scenarios) : (argv[at + 1] ?? '').split(',')
const options = { profile: argv.includes('--profile') }
const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')

process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model}; load ${load()} at the start\n`)
let missed = 0
for (const name of names) {
  const figures = await scenarios[name](folder, options)
  process.stdout.write(`\n${name} (load ${load()})\n`)
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`)
}
process.stdout.write(`\n${missed === 0 ? 'every target is met' : `${missed} targets are missed`}\n`)

function lineOf({ notes, what, ms, value = ms, unit = 'ms', target, rivals, against }) {
  if (notes !== undefined) return notes.join('\n')
  const digits = unit === 'ms' && value < 100 ? 1 : 0
  const words = [`  ${what}: ${value.toFixed(digits)} ${unit}`]
  if (target !== undefined) {
    // A frame loop at 60 Hz reports 16.6 to 16.8.
    const isMet = value <= target + (unit === 'ms' ? 0.15 : 0)
    if (!isMet) missed++
    words.push(`target ${target} ${isMet ? 'met' : 'MISSED'}`)
  }
  if (against !== undefined) words.push(`${(value / against).toFixed(2)} x the reference`)
  if (rivals !== undefined) words.push(`(${rivals})`)
  return words.join('; ')
}
