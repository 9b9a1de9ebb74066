import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RunId } from '../../shared/ids'
import type { ExportReport, ExportTarget, ParityReport } from '../../shared/models/schema'
import { StudioError } from '../../shared/result'
import { exporters } from '../exporters/index'
import { errorCodeOf } from '../fs/fileSystem'
import { requireFreeSpace } from '../fs/freeSpace'
import { ioError } from '../fs/ioError'
import { MANIFEST_FILE, readManifest } from '../inference/session'
import { assertHasModel } from './assertHasModel'
import { finishRun } from './finishRun'
import { modelCard } from './modelCard'
import { assertParity } from './parity'
import { compareWithTrained, ensureRunModel, json, writeFiles } from './runModelFolder'
import type { RunProject } from './runProject'

export interface ExportRequest {
  runId: RunId
  target: ExportTarget
  /** A new or empty folder, or one with an earlier export. */
  folder: string
  createdBy: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Writes a run's model for use elsewhere, with manifest, labels, model card and examples, after comparing it once more
 * with the in-app detector on the pictures as they are now. Throws `run-not-finished`, `parity-failed`, and
 * `export-failed` where the folder holds other things.
 */
export async function exportModel(project: RunProject, request: ExportRequest): Promise<ExportReport> {
  const { runId, target, folder, createdBy } = request
  assertHasModel(project.run(runId))
  await assertOwnFolder(folder)
  if (!project.run(runId).reviewable && !project.summary().readOnly) await finishRun(project, runId, request)
  const { model, manifest, bytes } = await ensureRunModel(project, runId, createdBy, target)
  const parity = await provenParity(await compareWithTrained(project, runId, model, bytes), manifest.parity)
  const exporter = exporters[target]
  const written = { ...manifest, parity }
  const files: Record<string, string | Uint8Array> = {
    [exporter.modelFile]: bytes,
    'labels.txt': `${manifest.classes.map((name) => name.replace(/[\r\n]+/g, ' ')).join('\n')}\n`,
    ...exporter.examples(),
    'MODEL_CARD.md': modelCard(written),
    'parity-report.json': json(parity),
    [MANIFEST_FILE]: json(written),
  }
  const size = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0)
  await requireFreeSpace(dirname(folder), size, 'The export')
  await writeFiles(folder, files)
  return {
    target,
    folder,
    files: await Promise.all(
      Object.keys(files).map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
    ),
    inputs: exporter.inputs(model),
    outputs: exporter.outputs(model),
    parity,
  }
}

/** Today's comparison, or where no picture is left to compare on, the one made when these very bytes were written. */
function provenParity(now: ParityReport, then: ParityReport): ParityReport {
  const parity = now.images > 0 ? now : then
  assertParity(parity)
  return parity
}

/** Files of other people are never mixed with ours, let alone overwritten. */
async function assertOwnFolder(folder: string): Promise<void> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return
    if (errorCodeOf(cause) === 'ENOTDIR') throw occupied(`${folder} is a file`)
    throw ioError(cause, 'Reading the folder', folder)
  }
  if (names.length === 0) return
  if (!names.includes(MANIFEST_FILE)) throw occupied(`${folder} holds other files`)
  try {
    await readManifest(folder)
  } catch (cause) {
    if (cause instanceof StudioError) throw occupied(`${folder} holds other files`)
    throw cause
  }
}

function occupied(reason: string): StudioError {
  return new StudioError(
    'export-failed',
    `The model was not written: ${reason}.`,
    'Choose a new or empty folder.',
  )
}
