/**
 * How many wrong labels the check of labels finds: spoils a share of the boxes of a data set in a seeded way (a third each dropped,
 * shifted, given another class), runs the k-fold check over it, and counts which of the first N suggestions are spoilt ones.
 *   node bench/labelErrors.mjs --data FOLDER [--k 3] [--seed 1] [--share 0.1] [--preset quick] [--time-limit 100] [--work FOLDER]
 * FOLDER holds annotations.coco.json, split.json ({train, val, test}) and images/; test pictures stay out. Prints one JSON object.
 * With --work, what is there already is gone on with.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { corrupt } from './labelErrors/corrupt.mjs'
import { judge } from './labelErrors/judge.mjs'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    k: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '0.1' },
    preset: { type: 'string', default: 'quick' },
    'time-limit': { type: 'string', default: '100' },
    work: { type: 'string' },
  },
})
if (values.data === undefined) throw new Error('--data FOLDER is missing')
const { data, k, seed, preset } = values
const work = values.work ?? mkdtempSync(join(tmpdir(), 'focal-label-errors-'))
mkdirSync(work, { recursive: true })

const coco = JSON.parse(readFileSync(join(data, 'annotations.coco.json'), 'utf8'))
const split = JSON.parse(readFileSync(join(data, 'split.json'), 'utf8'))
const learnt = new Set([...split.train, ...split.val].map((name) => basename(name)))
const images = coco.images.filter((/** @type {{file_name: string}} */ image) =>
  learnt.has(basename(image.file_name)),
)
const { annotations, spoilt } = corrupt({ ...coco, images }, Number(values.share), Number(seed))
const file = join(work, 'spoilt.coco.json')
writeFileSync(file, JSON.stringify({ ...coco, images, annotations }))

const project = join(work, 'project')
if (!existsSync(project)) {
  cli('new', project)
  cli('import', project, file, '--images', join(data, 'images'), '--split', join(data, 'split.json'))
}
const folds = cli(
  'folds',
  project,
  '--k',
  k,
  '--seed',
  seed,
  '--preset',
  preset,
  '--time-limit',
  values['time-limit'],
)
const { suspects, basis } = cli('suspects', project, '--run', folds.run)
const result = judge(suspects, spoilt, [25, 50, 100, spoilt.length])
console.log(
  JSON.stringify({ basis, folds, spoilt: spoilt.length, boxes: annotations.length, ...result }, null, 1),
)

/** Runs a command of the studio; returns what it prints. */
function cli(/** @type {string[]} */ ...args) {
  const program = fileURLToPath(new URL('../scripts/cli.mjs', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (status !== 0) throw new Error(`${args[0]} failed: ${stdout}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
