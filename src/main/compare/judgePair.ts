import { z } from 'zod'
import { Split } from '../../shared/annotation/schema'
import {
  type BoxChange,
  type ComparedFigure,
  type ComparedRun,
  changeKinds,
  type PairReport,
} from '../../shared/compare/schema'
import { type ClassThresholds, chosenByClass, thresholdOf } from '../../shared/evaluation/chosen'
import { figuresAt } from '../../shared/evaluation/tally'
import { commonThreshold } from '../../shared/evaluation/threshold'
import type { RunId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { countText } from '../../shared/text/count'
import type { CocoFigures } from '../../shared/training/metrics'
import type { RunRecord } from '../../shared/training/run'
import { diffSettings } from '../../shared/training/settings'
import { type CocoReport, classOutcomes, cocoReport, matchClasses } from '../detector/evaluate/coco'
import { bootstrapDifference, type FigureIntervals, judgePictures } from '../detector/evaluate/pictureFigures'
import { type SceneClass, splitScene } from '../evaluation/splitScene'
import { assertReviewable } from '../models/assertReviewable'
import type { RunProject } from '../models/runProject'
import { createSlices } from '../timing/slices'
import { turn } from '../timing/turn'
import { compareBoxes } from './boxByBox'
import { assertCommon, type FairPictures, fairPictures } from './commonPictures'
import { type PairScene, pairScene } from './pairScene'
import { resamplesFor } from './runFigures'
import { dataDiff, labelsSeenBy } from './seenLabels'

export const PairQuery = z.strictObject({ a: z.string(), b: z.string(), split: Split.default('val') })
export type PairQuery = z.input<typeof PairQuery>

const COCO_NAMES = ['AP', 'AP50', 'AP75', 'APsmall', 'APmedium', 'APlarge', 'AR100'] as const
const SEED = 1
const RESAMPLES = 1000
/** Fewer pictures make an interval that says little. */
const FEW_PICTURES = 20

/**
 * Run B against run A on the pictures of a split that both can fairly be judged on: settings, labels seen, figures
 * with the interval of their difference (paired bootstrap by picture), and box by box, each run at the thresholds kept with it, else at its best F1.
 * Throws `invalid-input` where no picture is left, `run-not-found`, `run-not-finished`.
 */
export async function judgePair(
  project: RunProject,
  query: PairQuery,
  { signal }: { signal?: AbortSignal } = {},
): Promise<PairReport> {
  const {
    split,
    runs: [a, b],
  } = parsePair(project, query)
  const fair = await fairPictures(project, [a.id, b.id], split)
  assertCommon(fair, split)
  const scene = pairScene(project, [a.id, b.id], split, fair.pictures)
  const sides = []
  for (const [run, side] of [[a, scene.a] as const, [b, scene.b] as const]) {
    await turn()
    const matches = matchClasses(side.input)
    await turn()
    const report = cocoReport(matches)
    const best = () =>
      split === 'val' ? commonThreshold(report.outcomes) : thresholdOnVal(project, run.id, report)
    const chosen = run.thresholds
    const minScore = chosen === null ? await best() : chosenByClass(chosen, scene.classes.length, side.places)
    const threshold = typeof minScore === 'object' ? (chosen?.overall ?? null) : minScore
    await turn()
    sides.push({
      matches,
      report,
      minScore,
      threshold,
      judged: judgePictures(matches, scene.images.length, minScore),
    })
  }
  const [before, after] = sides
  const difference = await bootstrapDifference(before.judged, after.judged, {
    resamples: resamplesFor(before.matches, RESAMPLES),
    seed: SEED,
    afterEach: createSlices(() => performance.now(), signal),
  })
  const changes = changesOf(scene, before.minScore, after.minScore)
  const [seenA, seenB] = [await labelsSeenBy(project, a.id), await labelsSeenBy(project, b.id)]
  return {
    split,
    a: comparedRun(a, before, scene.classes),
    b: comparedRun(b, after, scene.classes),
    images: scene.images.length,
    leftOut: fair.leftOut,
    settings: isTrained(a) && isTrained(b) ? diffSettings(a.config, b.config) : null,
    metrics: metricsOf(scene, before, after, difference),
    changes,
    counts: Object.fromEntries(
      changeKinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
    ) as PairReport['counts'],
    data: seenA === null || seenB === null ? null : await dataDiff(project, a.id, b.id),
    cautions: cautionsOf(scene, fair, [a, b], split),
  }
}

/** Throws `run-not-found`, `run-not-finished`, and `invalid-input` for one run given twice. */
export function parsePair(
  project: RunProject,
  query: PairQuery,
): { split: Split; runs: [RunRecord, RunRecord] } {
  const { split, ...names } = PairQuery.parse(query)
  const [a, b] = [project.run(names.a), project.run(names.b)]
  if (a.id === b.id) {
    throw new StudioError('invalid-input', `${a.id} is given twice.`, 'Name two different runs.')
  }
  for (const run of [a, b]) assertReviewable(run)
  return { split, runs: [a, b] }
}

/** A threshold is chosen on validation pictures; only where there are none, on those that it is used on. */
async function thresholdOnVal(project: RunProject, runId: RunId, report: CocoReport): Promise<number | null> {
  const { pictures } = await fairPictures(project, [runId], 'val')
  const scene = splitScene(project, runId, 'val', { only: pictures })
  return commonThreshold(scene.images.length === 0 ? report.outcomes : classOutcomes(scene.input))
}

interface JudgedSide {
  report: CocoReport
  minScore: ClassThresholds | null
  /** Over all classes. */
  threshold: number | null
}

function comparedRun(
  { id, name, thresholds }: RunRecord,
  { minScore, threshold }: JudgedSide,
  classes: readonly SceneClass[],
): ComparedRun {
  const byClass =
    minScore === null || typeof minScore === 'number'
      ? []
      : classes.map((each, c) => ({ ...each, threshold: thresholdOf(minScore, c) }))
  return { runId: id, name, threshold, isKept: thresholds !== null, byClass }
}

function metricsOf(
  { images }: PairScene,
  a: JudgedSide,
  b: JudgedSide,
  difference: FigureIntervals,
): ComparedFigure[] {
  const intervals: Record<string, ComparedFigure['difference']> = difference
  const [atA, atB] = [a, b].map(({ report, minScore }) => figuresAt(report.outcomes, minScore, images.length))
  const figure = (name: string, of: (side: 'a' | 'b') => number | null): ComparedFigure => ({
    name,
    a: of('a'),
    b: of('b'),
    difference: intervals[name] ?? null,
  })
  return [
    ...COCO_NAMES.map((name: keyof CocoFigures) =>
      figure(name, (side) => (side === 'a' ? a : b).report.figures[name]),
    ),
    ...(['precision', 'recall', 'fpPerImage'] as const).map((name) =>
      figure(name, (side) => (side === 'a' ? atA : atB)[name]),
    ),
  ]
}

function changesOf(
  scene: PairScene,
  minA: ClassThresholds | null,
  minB: ClassThresholds | null,
): BoxChange[] {
  const [a, b] = [
    { input: scene.a.input, minScore: minA ?? Number.POSITIVE_INFINITY },
    { input: scene.b.input, minScore: minB ?? Number.POSITIVE_INFINITY },
  ]
  return compareBoxes(a, b).map((change): BoxChange => {
    const { classId, name } = scene.classes[change.classIndex]
    const { row } = scene.images[change.image]
    const truth = change.truth === null ? null : scene.truthBoxes[change.truth]
    const found =
      change.detectionB !== null
        ? scene.b.detections[change.detectionB]
        : scene.a.detections[change.detectionA ?? 0]
    const { x1, y1, x2, y2 } = truth ?? found.detection
    return {
      id: `${change.kind}-${row.id}-${truth?.id ?? `${change.detectionB === null ? 'a' : 'b'}${found.place}`}`,
      kind: change.kind,
      subject: truth === null ? 'detection' : 'truth',
      imageId: row.id,
      classId,
      className: name,
      box: { x1, y1, x2, y2 },
      scoreA: change.scoreA,
      scoreB: change.scoreB,
      cause: change.cause,
    }
  })
}

function cautionsOf(
  { images, classes, a, b }: PairScene,
  { leftOut }: FairPictures,
  runs: readonly RunRecord[],
  split: Split,
): string[] {
  const cautions: string[] = []
  if (leftOut.otherSplit > 0) {
    cautions.push(
      `${countText(leftOut.otherSplit, 'picture')} left out: in another split when one of the runs was trained.`,
    )
  }
  if (leftOut.notPredicted > 0) {
    cautions.push(`${countText(leftOut.notPredicted, 'picture')} left out: not predicted by both runs.`)
  }
  if (images.length < FEW_PICTURES) {
    cautions.push(`Only ${countText(images.length, 'picture')}: small differences mean little.`)
  }
  if (split === 'train')
    cautions.push('The runs have learnt from these pictures; their figures flatter them.')
  for (const [place, { name, origin, classes: known }] of runs.entries()) {
    const { truths, detections } = place === 0 ? a.input : b.input
    if (origin === 'imported') {
      cautions.push(
        `What ${name} has learnt from is not known here; if it has seen these pictures, its figures flatter it.`,
      )
    }
    // A class that was renamed since is still found, under its id.
    const unknown = classes.filter(
      (each, index) =>
        !known.includes(each.name) &&
        truths.some(({ classIndex }) => classIndex === index) &&
        !detections.some(({ classIndex }) => classIndex === index),
    )
    if (unknown.length > 0) {
      cautions.push(
        `${name} knows no class ${unknown.map((each) => each.name).join(', ')}: it misses all of them.`,
      )
    }
  }
  return cautions
}

export const isTrained = ({ origin }: RunRecord) => origin === 'trained'
