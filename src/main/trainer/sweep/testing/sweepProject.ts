import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { createEdit } from '../../../../shared/annotation/edit'
import type { RunId } from '../../../../shared/ids'
import { CocoFigures } from '../../../../shared/training/metrics'
import type { RunRecord } from '../../../../shared/training/run'
import { createTestProject, type TestProject, testBox } from '../../../project/testing/testProject'

const noFigures = Object.fromEntries(
  Object.keys(CocoFigures.shape).map((name) => [name, null]),
) as CocoFigures

/** A project of four labelled pictures with files, as much as a training wants to begin. */
export async function createSweepProject(): Promise<TestProject> {
  const test = await createTestProject(4, 2)
  const folder = join(test.folder, 'pictures')
  mkdirSync(folder)
  const picture = await Transformer.fromRgbaPixels(new Uint8Array(200 * 100 * 4).fill(128), 200, 100).jpeg(90)
  for (let i = 1; i <= 4; i++) writeFileSync(join(folder, `img${i}.jpg`), picture)
  const added = test.images.map((image, i) => testBox(image, test.classes[i % 2]))
  test.project.commit(createEdit({ label: 'Draw', boxes: { added } }), 'do')
  return test
}

/** Ends a run: its AP is a tenth of its gamma plus a hundredth of its seed. */
export async function finishGraded(
  project: Pick<TestProject['project'], 'run' | 'putRun'>,
  runId: RunId,
): Promise<RunRecord> {
  const run = project.run(runId)
  const AP = run.config.loss.focal.gamma / 10 + run.config.seed / 100
  const finished = { ...run, reviewable: true, val: { ...noFigures, AP, AP50: AP } }
  project.putRun(finished)
  return finished
}
