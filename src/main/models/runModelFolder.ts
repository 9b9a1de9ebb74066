import { join } from 'node:path'
import type { RunId } from '../../shared/ids'
import type { ExportManifest } from '../../shared/models/manifest'
import type { ExportTarget, ParityReport } from '../../shared/models/schema'
import { StudioError } from '../../shared/result'
import type { Model } from '../detector/modelFile'
import { exporters } from '../exporters/index'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder, removeFolder } from '../fs/fileSystem'
import { type DetectorFile, openDetectorThread } from '../inference/detectorThread'
import { readPixels } from '../inference/predict'
import { INFERENCE_THREADS, MANIFEST_FILE, readManifest, readModelFile } from '../inference/session'
import { createManifest } from './exportManifest'
import { assertParity, measureParity } from './parity'
import { readReferenceDetections } from './referenceDetections'
import { MODEL_FOLDER, readRunModel } from './runModel'
import type { RunProject } from './runProject'
import { sha256 } from './sha256'

/** Where files go that did not stand the comparison: for a look, never for use. */
const REJECTED_FOLDER = 'model-rejected'
const PARITY_FILE = 'parity-report.json'

/** A run's exported model as it lies in the run folder. */
export interface RunModelFolder {
  folder: string
  model: Model
  manifest: ExportManifest
  bytes: Uint8Array
}

/**
 * Exports a run's model into its own folder and proves it against the in-app detector; what is already there and
 * right is left as it is. Throws `run-not-finished`, `parity-failed` (the files are then kept in `model-rejected`).
 */
export async function ensureRunModel(
  project: RunProject,
  runId: RunId,
  createdBy: string,
  target: ExportTarget = 'onnx',
): Promise<RunModelFolder> {
  const runFolder = project.runFolder(runId)
  const folder = join(runFolder, MODEL_FOLDER)
  const exporter = exporters[target]
  const model = await readRunModel(runFolder)
  const bytes = exporter.write(model)
  const existing = await readExisting(folder)
  if (existing?.model.sha256 === sha256(bytes)) return { folder, model, manifest: existing, bytes }
  const parity = await compareWithTrained(project, runId, model, bytes)
  const file = { bytes: bytes.byteLength, sha256: sha256(bytes) }
  const run = project.run(runId)
  const projectName = project.summary().name
  const manifest = createManifest({ exporter, model, file, run, projectName, parity, createdBy })
  try {
    assertParity(parity)
    assertCompared(parity)
  } catch (cause) {
    await writeFiles(join(runFolder, REJECTED_FOLDER), {
      [exporter.modelFile]: bytes,
      [PARITY_FILE]: json(parity),
    })
    throw cause
  }
  // The manifest comes last: a folder without one is no model.
  await writeFiles(folder, { [exporter.modelFile]: bytes, [MANIFEST_FILE]: json(manifest) })
  await removeFolder(join(runFolder, REJECTED_FOLDER))
  return { folder, model, manifest, bytes }
}

/** Runs an exported file beside what the trained model found. */
export async function compareWithTrained(
  project: RunProject,
  runId: RunId,
  model: Model,
  bytes: Uint8Array,
): Promise<ParityReport> {
  const reference = await readReferenceDetections(project.runFolder(runId))
  const { input } = model.manifest.architecture
  const { depth } = model.manifest.preprocessing
  const { names } = exporters.onnx
  const file: DetectorFile = {
    bytes,
    input: { name: names.input, ...input },
    outputs: names.outputs,
    threads: INFERENCE_THREADS,
  }
  const known = new Map(project.listImages().map(({ id }) => [id as string, id]))
  const detector = await openDetectorThread(file)
  try {
    const pixelsOf = async (imageId: string) => {
      const id = known.get(imageId)
      if (id === undefined) return null
      try {
        return await readPixels(project.imageFile(id), input, depth)
      } catch (cause) {
        // A picture that has gone or may not be read is one less to compare.
        if (cause instanceof StudioError) return null
        throw cause
      }
    }
    return await measureParity(detector, reference, pixelsOf, model.manifest.detection)
  } finally {
    await detector.close()
  }
}

/** Throws `parity-failed` where no picture was left to compare on. */
export function assertCompared(parity: ParityReport): void {
  if (parity.images > 0) return
  throw new StudioError(
    'parity-failed',
    'The exported model could not be compared: none of the pictures it was checked on is as it was.',
    'Bring the pictures of the validation split back to where they were, or train again.',
  )
}

/** Writes files into a folder, in the order given, each atomically. */
export async function writeFiles(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  await ensureFolder(folder)
  for (const [name, content] of Object.entries(files)) await atomicWrite(join(folder, name), content)
}

/** Readable JSON with a line end. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The manifest of what is already there; null where there is nothing whole. */
async function readExisting(folder: string): Promise<ExportManifest | null> {
  try {
    const manifest = await readManifest(folder)
    await readModelFile(folder, manifest)
    return manifest
  } catch (cause) {
    if (cause instanceof StudioError) return null
    throw cause
  }
}
