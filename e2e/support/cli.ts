import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'

const program = resolve(import.meta.dirname, '../../out/main/cli.js')

/** Runs a command of the built command line and reads its JSON answer; throws with its words where it fails. */
export function cli<T = unknown>(...args: readonly string[]): Promise<T> {
  return run<T>(process.env, args)
}

async function run<T>(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], {
    maxBuffer: 64 * 2 ** 20,
    env,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

/** Makes a project of pictures whose folder was chosen on another machine, so that this one has to ask for it. */
export async function makeForeignProject(
  dialogFolder: string,
  project: string,
  pictures: string,
): Promise<void> {
  const env = { ...process.env, FOCAL_USER_DATA: join(dialogFolder, 'another machine') }
  await run(env, ['new', join(dialogFolder, project)])
  await run(env, ['import', join(dialogFolder, project), join(dialogFolder, pictures)])
}

/** A mistake as the command `errors` lists it. */
export interface ListedError {
  cause: string
  class: string
  image: string
  verdict: string | null
}

export interface ListedErrors {
  errors: ListedError[]
  verdicts?: { fates: { kind: string; outcome: string; className: string }[] }
}

/** What became of the boxes between two runs, as the command `compare` counts it. */
interface Compared {
  boxes: Record<'fixed' | 'regressed' | 'stillWrong' | 'newFalsePositives' | 'falsePositivesGone', number>
}

interface LoopFigures {
  /** AP as the figures show it. */
  ap: string | null
  /** What changed between the two runs, as Compare counts it. */
  changes: Record<string, number>
  fates: number
  labelled: number
}

/** Expects that the command line says of a project's two runs what the screen said. */
export async function expectCliAgrees(
  folder: string,
  { ap, changes, fates, labelled }: LoopFigures,
): Promise<void> {
  const { AP } = await cli<{ AP: number }>('evaluate', folder, '--run', 'run-0002', '--split', 'val')
  expect(ap).toContain(AP.toFixed(3))
  const { boxes } = await cli<Compared>('compare', folder, '--runs', 'run-0001,run-0002')
  expect(changes).toEqual({
    fixed: boxes.fixed,
    regressed: boxes.regressed,
    stillWrong: boxes.stillWrong,
    newFalsePositive: boxes.newFalsePositives,
    goneFalsePositive: boxes.falsePositivesGone,
  })
  const report = await cli<ListedErrors>('errors', folder, '--run', 'run-0002', '--fates')
  expect(report.verdicts?.fates).toHaveLength(fates)
  const { images } = await cli<{ images: { labelled: number } }>('stats', folder)
  expect(images.labelled).toBe(labelled)
}
