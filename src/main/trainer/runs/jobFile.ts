import { join } from 'node:path'
import type { ImageId } from '../../../shared/ids'
import { type JobImage, TrainJob } from '../../../shared/training/protocol'
import type { RunRecord } from '../../../shared/training/run'
import { atomicWrite } from '../../fs/atomicWrite'
import { readTextIfThere } from '../../fs/readRegularFile'
import type { ProjectService } from '../../project/projectService'
import { createTrainJob, gatherTrainingData, type TrainingData } from '../../project/trainJob'

/** In the run folder. */
export const JOB_FILE = 'job.json'

type Project = Pick<ProjectService, 'runFolder' | 'imageFile'>

/** Writes the job of a run into its folder; returns the file. */
export async function writeJob(job: TrainJob): Promise<string> {
  const file = join(job.runFolder, JOB_FILE)
  await atomicWrite(file, JSON.stringify(job))
  return file
}

/** The job of a run that begins. Throws the first problem that blocks. */
export function newJob(project: Project, run: RunRecord, data: TrainingData): TrainJob {
  const folder = project.runFolder(run.id)
  const startFolder = startFolderOf(project, run)
  return createTrainJob(data, { id: run.id, folder, config: run.config, startFolder, resume: false })
}

/** A path of the project as it lies now, whatever the file says. */
function startFolderOf(project: Project, { config: { startFrom } }: RunRecord): string | null {
  return startFrom === null ? null : project.runFolder(startFrom)
}

/**
 * The job of a run that goes on: the pictures and boxes it began with. Of the file's own paths none is used, since
 * the project may have moved or come from elsewhere: every picture is looked up again, and those that are gone are
 * left out. Where the file is missing or damaged, the project as it is now takes its place.
 */
export async function resumedJob(project: ProjectService, run: RunRecord): Promise<TrainJob> {
  const runFolder = project.runFolder(run.id)
  const held = await readJob(runFolder)
  if (held === null) {
    const data = await gatherTrainingData(project, run.config.seed)
    return { ...newJob(project, run, data), resume: true }
  }
  const images = held.images.flatMap((image) => withFile(project, image))
  const startFolder = startFolderOf(project, run)
  return { ...held, runId: run.id, runFolder, config: run.config, startFolder, images, resume: true }
}

function withFile(project: Project, image: JobImage): JobImage[] {
  try {
    return [{ ...image, file: project.imageFile(image.id as ImageId) }]
  } catch {
    return []
  }
}

/** The job that a run began with: the pictures and boxes it saw. null where the file is missing or damaged. */
export async function readJob(runFolder: string): Promise<TrainJob | null> {
  try {
    return TrainJob.parse(JSON.parse((await readTextIfThere(join(runFolder, JOB_FILE))) ?? ''))
  } catch {
    return null
  }
}
