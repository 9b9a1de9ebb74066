import type { BoxRecord, ImageRow, MarkRecord } from '../../shared/annotation/schema'
import type { ClassId, RunId } from '../../shared/ids'
import type { DepthRule } from '../../shared/images/depthWindow'
import { StudioError } from '../../shared/result'
import type { TrainConfig } from '../../shared/training/config/index'
import {
  type JobBox,
  type JobImage,
  type JobMark,
  TRAINER_PROTOCOL_VERSION,
  type TrainJob,
} from '../../shared/training/protocol'
import type { TrainingProblem } from '../../shared/training/run'
import { depthRule } from './depthRule'
import type { ProjectService } from './projectService'
import { ensureSplit } from './splitService'

/** What a training sees of a project. */
export interface TrainingData {
  /** Class names in the order of the logits. */
  classes: string[]
  images: JobImage[]
  /** How 16-bit pictures become 8 bits; absent: each by its own range. */
  depth?: DepthRule
  problems: TrainingProblem[]
  numHardNegatives: number
}

/** Fewer labelled pictures than this cannot be split into ones to learn from and ones to check on. */
const MIN_IMAGES = 2

/**
 * Gathers what training needs: labelled pictures and those reviewed as empty, with their boxes and marks.
 * Pictures that cannot be read are left out and named. Nothing is refused here: what stands in the way is
 * among the problems, with severity `blocks`.
 */
export async function gatherTrainingData(project: ProjectService, seed: number): Promise<TrainingData> {
  const { classes } = project.summary()
  const usable = project.listImages().filter(({ state }) => state !== 'unlabelled')
  const { readable, broken } = readableOf(project, usable)
  if (readable.length >= MIN_IMAGES)
    await ensureSplit(
      project,
      readable.map(({ row }) => row),
      seed,
    )
  const rows = new Map(project.listImages().map((row) => [row.id, row]))
  const indexOf = new Map<ClassId, number>(classes.map(({ id }, index) => [id, index]))
  const images = readable.map(({ row, file }): JobImage => {
    const { boxes, marks } = project.readImage(row.id)
    return {
      id: row.id,
      file,
      width: row.width,
      height: row.height,
      split: rows.get(row.id)?.split ?? 'train',
      boxes: boxes.map((box) => jobBox(box, indexOf)),
      marks: marks.map((mark) => jobMark(mark, indexOf)),
    }
  })
  return {
    classes: classes.map(({ name }) => name),
    images,
    depth: depthRule(project),
    problems: problemsOf(
      images,
      classes.map(({ name }) => name),
      broken,
    ),
    numHardNegatives: images.reduce(
      (sum, { marks }) => sum + marks.filter(({ kind }) => kind === 'hard-negative').length,
      0,
    ),
  }
}

/** The job of a run. Throws the first problem that blocks. */
export function createTrainJob(
  data: TrainingData,
  run: { id: RunId; folder: string; config: TrainConfig; startFolder: string | null; resume: boolean },
): TrainJob {
  const blocking = data.problems.find(({ severity }) => severity === 'blocks')
  if (blocking !== undefined) {
    throw new StudioError(blocking.code as 'no-boxes' | 'too-few-images', blocking.message, blocking.hint)
  }
  return {
    protocolVersion: TRAINER_PROTOCOL_VERSION,
    runId: run.id,
    runFolder: run.folder,
    classes: data.classes,
    config: run.config,
    images: data.images,
    ...(data.depth !== undefined && { depth: data.depth }),
    startFolder: run.startFolder,
    resume: run.resume,
  }
}

function readableOf(project: ProjectService, rows: readonly ImageRow[]) {
  const readable: { row: ImageRow; file: string }[] = []
  const broken: string[] = []
  for (const row of rows) {
    try {
      if (row.problem === null && row.width > 0) readable.push({ row, file: project.imageFile(row.id) })
      else broken.push(row.path)
    } catch (cause) {
      if (!(cause instanceof StudioError)) throw cause
      broken.push(row.path)
    }
  }
  return { readable, broken }
}

function jobBox(box: BoxRecord, indexOf: ReadonlyMap<ClassId, number>): JobBox {
  const { x1, y1, x2, y2, classId, difficult, crowd, occluded } = box
  const ignore = difficult || crowd
  return { x1, y1, x2, y2, classIndex: indexOf.get(classId) ?? 0, ignore, ...(occluded && { occluded }) }
}

function jobMark(mark: MarkRecord, indexOf: ReadonlyMap<ClassId, number>): JobMark {
  const { x1, y1, x2, y2, kind, classId, weight } = mark
  const classIndex = classId === null ? null : (indexOf.get(classId) ?? null)
  return { x1, y1, x2, y2, kind, classIndex, ...(weight !== null && { weight }) }
}

function problemsOf(
  images: readonly JobImage[],
  classes: readonly string[],
  broken: readonly string[],
): TrainingProblem[] {
  const counts = classes.map(() => 0)
  for (const { boxes } of images) for (const box of boxes) if (isCounted(box)) counts[box.classIndex]++
  const problems: TrainingProblem[] = []
  if (counts.every((count) => count === 0)) {
    problems.push({
      severity: 'blocks',
      code: 'no-boxes',
      message: 'No picture has a box yet, so there is nothing to learn.',
      hint: 'Draw some in Label; twenty pictures are a good start.',
      mend: null,
    })
  } else if (images.length < MIN_IMAGES) {
    problems.push({
      severity: 'blocks',
      code: 'too-few-images',
      message: 'Only one picture is labelled: one is needed to learn from and one to check on.',
      hint: 'Label at least one more; twenty are a good start.',
      mend: null,
    })
  }
  if (
    problems.length === 0 &&
    !images.some(({ split, boxes }) => split === 'train' && boxes.some(isCounted))
  ) {
    problems.push({
      severity: 'blocks',
      code: 'no-boxes',
      message: 'No picture to learn from has a box: all that have one are set aside for checks.',
      hint: 'Deal the pictures into splits anew, or draw boxes in pictures of the training split.',
      mend: null,
    })
  }
  const empty = classes.filter((_, index) => counts[index] === 0)
  if (empty.length > 0 && empty.length < classes.length) {
    problems.push({
      severity: 'warns',
      code: 'class-without-boxes',
      message: `No box has the class ${empty.join(', ')}; the model will never see it.`,
      hint: 'Label some, or delete the class.',
      mend: null,
    })
  }
  if (broken.length > 0) {
    problems.push({
      severity: 'warns',
      code: 'image-unreadable',
      message: `${broken.length === 1 ? 'One picture' : `${broken.length} pictures`} cannot be read: ${broken.slice(0, 3).join(', ')}${broken.length > 3 ? ', …' : ''}.`,
      hint: 'Training goes on without them.',
      mend: null,
    })
  }
  return problems
}

function isCounted({ ignore }: JobBox): boolean {
  return !ignore
}
