import { join } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import { clip } from '../../../shared/geometry/box'
import { newId } from '../../../shared/ids'
import { standingProposals } from '../../../shared/proposals/rules'
import type { Proposal } from '../../../shared/proposals/schema'
import { readManifest } from '../../inference/session'
import { MODEL_FOLDER } from '../../models/runModel'
import { ProjectService } from '../../project/projectService'
import { runCandidates } from '../candidates'
import { type Deeds, judgeLikeTruth } from './judgeLikeTruth'

/**
 * What a finished run's proposals would save on the pictures of a split, were they not labelled: bench/judgeRun.mjs.
 * Arguments: project, run, split. The project is predicted on and otherwise left as it is.
 */
const [folder, which, split] = process.argv.slice(2)
const project = await ProjectService.open(folder)
try {
  const run = project.run(which)
  const rows = project.listImages().filter((row) => row.split === (split as Split) && row.problem === null)
  const found = await runCandidates(project, run.id, rows, {})
  const { thresholds } = await readManifest(join(project.runFolder(run.id), MODEL_FOLDER))
  const threshold = thresholds.overall ?? 0.3
  const sum: Deeds = { accept: 0, mend: 0, wrong: 0, draw: 0, objects: 0 }
  for (const { id, width, height } of rows) {
    const proposals = (found.get(id) ?? []).map(
      (candidate): Proposal => ({
        ...candidate,
        ...clip(candidate, width, height),
        id: newId(),
        imageId: id,
        source: run.id,
        state: 'open',
        createdAt: 0,
      }),
    )
    const shown = standingProposals(
      proposals,
      { boxes: [], reviewed: false },
      { threshold, hidden: new Set() },
    )
    const deeds = judgeLikeTruth(shown, project.readImage(id).boxes)
    for (const key of Object.keys(sum) as (keyof Deeds)[]) sum[key] += deeds[key]
  }
  const facts = { run: run.id, numTrain: run.numTrain, valAP: run.val?.AP ?? null, threshold }
  process.stdout.write(`${JSON.stringify({ ...facts, pictures: rows.length, ...sum })}\n`)
} finally {
  await project.close()
}
