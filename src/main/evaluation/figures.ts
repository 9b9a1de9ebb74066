import {
  calibratedOnly,
  calibrationError,
  fitTemperature,
  reliability,
  tempered,
} from '../../shared/evaluation/calibration'
import type { Calibration } from '../../shared/evaluation/chosen'
import type {
  ApIntervals,
  Confusion,
  ConfusionCell,
  ConfusionCellQuery,
  ConfusionPair,
  ConfusionQuery,
  FiguresData,
  FiguresQuery,
} from '../../shared/evaluation/schema'
import { type ClassOutcomes, poolOutcomes } from '../../shared/evaluation/threshold'
import { StudioError } from '../../shared/result'
import { classOutcomes, matchClasses } from '../detector/evaluate/coco'
import { type ConfusionEntry, confusionEntries, confusionPlace } from '../detector/evaluate/confusion'
import { rankMatches } from '../detector/evaluate/rankedMatches'
import { isUncounted } from '../detector/evaluate/types'
import { bootstrapAp } from '../detector/evaluate/weightedAp'
import { assertReviewable } from '../models/assertReviewable'
import type { RunProject } from '../models/runProject'
import { createSlices } from '../timing/slices'
import { judgeable, type SplitScene, splitScene } from './splitScene'

/** Pairing for the confusion matrix: IoU from 0.45 on, whatever the class. */
const CONFUSION_IOU = 0.45
/** Pairs of a cell that are listed, most. */
const LISTED_PAIRS = 2000

/** Outcomes of a run's detections on a split, and the temperature that the validation pictures suggest. */
export function figuresData(project: RunProject, query: FiguresQuery): FiguresData {
  const scene = openScene(project, query)
  const outcomes = classOutcomes(scene.input)
  const valOutcomes =
    query.split === 'val' ? outcomes : classOutcomes(splitScene(project, query.runId, 'val').input)
  const judged = judgeable(project.listImages(), query.split).length
  return {
    ...query,
    images: scene.images.length,
    unpredicted: judged - scene.images.length,
    classes: scene.classes.map(({ classId, name }, i) => ({ classId, name, ...outcomes[i] })),
    numModelClasses: project.run(query.runId).classes.length,
    temperature: fitTemperature(calibratedOnly(poolOutcomes(valOutcomes))),
  }
}

/** Which class was taken for which at these thresholds. */
export function confusion(project: RunProject, query: ConfusionQuery): Confusion {
  const scene = openScene(project, query)
  const size = scene.classes.length + 1
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (const entry of entriesOf(scene, query)) {
    const [row, column] = confusionPlace(scene.input, entry)
    matrix[row][column]++
  }
  return { classNames: scene.classes.map(({ name }) => name), matrix }
}

/** The pairs of a cell of that matrix: detections by falling score, then what was missed. */
export function confusionCell(project: RunProject, query: ConfusionCellQuery): ConfusionCell {
  const scene = openScene(project, query)
  const pairs = entriesOf(scene, query)
    .filter((entry) => {
      const [row, column] = confusionPlace(scene.input, entry)
      return row === query.row && column === query.column
    })
    .map((entry) => pairOf(scene, entry))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  return { total: pairs.length, pairs: pairs.slice(0, LISTED_PAIRS) }
}

export interface IntervalOptions {
  resamples?: number
  seed?: number
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/** AP by size and class with bootstrap intervals by picture. */
export async function apIntervals(
  project: RunProject,
  query: FiguresQuery,
  { resamples = 1000, seed = 1, signal, onProgress }: IntervalOptions = {},
): Promise<ApIntervals> {
  const scene = openScene(project, query)
  const { input } = scene
  const slice = createSlices(() => performance.now(), signal)
  const report = await bootstrapAp(rankMatches(matchClasses(input)), input.numImages, {
    resamples,
    seed,
    afterEach(done) {
      const turn = slice()
      if (turn !== undefined) onProgress?.(done, resamples)
      return turn
    },
  })
  const numTruths = new Array<number>(scene.classes.length).fill(0)
  for (const truth of input.truths) if (!isUncounted(truth)) numTruths[truth.classIndex]++
  return {
    ...query,
    images: input.numImages,
    resamples,
    ...report.overall,
    perClass: report.perClass.map((figures, c) => ({
      name: scene.classes[c].name,
      numTruths: numTruths[c],
      ...figures,
    })),
  }
}

/** How the run's scores on the validation pictures hold what they promise; null where they do not hold a temperature. */
export function calibrationOf(outcomes: readonly ClassOutcomes[]): Calibration | null {
  const scored = calibratedOnly(poolOutcomes(outcomes))
  const temperature = fitTemperature(scored)
  if (temperature === null) return null
  const after = { ...scored, scores: scored.scores.map((score) => tempered(score, temperature)) }
  return {
    temperature,
    errorBefore: calibrationError(reliability(scored)) ?? 0,
    errorAfter: calibrationError(reliability(after)) ?? 0,
    detections: scored.scores.length,
  }
}

function entriesOf(scene: SplitScene, { thresholds }: ConfusionQuery): ConfusionEntry[] {
  if (thresholds.length !== scene.classes.length) {
    throw new StudioError(
      'invalid-input',
      `${thresholds.length} thresholds were given for ${scene.classes.length} classes.`,
      'Open the figures again: the classes have changed since.',
    )
  }
  return confusionEntries(scene.input, { minScore: thresholds, minIou: CONFUSION_IOU })
}

function pairOf(scene: SplitScene, { truth, detection, iou }: ConfusionEntry): ConfusionPair {
  const box = truth === null ? null : scene.truthBoxes[truth]
  const found = detection === null ? null : scene.detections[detection].detection
  const image =
    truth === null ? scene.input.detections[detection as number].image : scene.input.truths[truth].image
  const { row } = scene.images[image]
  return {
    imageId: row.id,
    imagePath: row.path,
    truth: box === null ? null : { x1: box.x1, y1: box.y1, x2: box.x2, y2: box.y2 },
    detection: found === null ? null : { x1: found.x1, y1: found.y1, x2: found.x2, y2: found.y2 },
    score: found?.score ?? null,
    iou,
  }
}

function openScene(project: RunProject, { runId, split }: FiguresQuery): SplitScene {
  assertReviewable(project.run(runId))
  const scene = splitScene(project, runId, split)
  if (scene.images.length > 0) return scene
  throw new StudioError(
    'invalid-input',
    `The run has predictions for no labelled picture of the ${split} split.`,
    'Label pictures of that split, deal the pictures into splits again, or look at another split.',
  )
}
