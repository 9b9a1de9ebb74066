import type { Box } from '../../../shared/geometry/box'
import { createRandom, type Random } from '../../../shared/random'
import type { TrainConfig } from '../../../shared/training/config/index'
import type { Sample, SampleBox } from '../../detector/augment/scene'
import { plainView } from '../../detector/augment/types'
import { seeBox } from '../../detector/augment/viewBoxes'
import { looksAt, windowShares } from '../../detector/tiles/lookAt'
import { tilingOf } from '../plan/tiling'
import type { PlanImage, PlannedView } from '../plan/types'
import { samplings } from './sampling/index'

/** Pictures, or their tiles, with a hard-negative mark are shown this many times an epoch. */
const HARD_NEGATIVE_REPEATS = 2
/** An object of which a tile shows less than this is neither object nor background there (Akyon et al. 2022, arXiv:2202.06934). */
const MIN_VISIBLE_IN_TILE = 0.4
/** Whole pictures are kept a little larger than the network's input, so that crops stay sharp. */
const WORKING_SCALE = 1.25
/** Decoded pictures whose tiles are dealt together; half of what the trainer keeps. */
const BLOCK_BYTES = 384 * 1024 * 1024
/** Tell the generators of order, of fractional repeats and of empty tiles apart from that of augmentation. */
const ORDER_STREAM = 1
const REPEAT_STREAM = 3
const EMPTY_STREAM = 4

/** A picture or a tile of it that a run learns from. */
export interface DeckEntry<T extends PlanImage = PlanImage> extends Sample {
  image: T
  /** Size at which the whole picture is decoded for it. */
  decoded: { width: number; height: number }
  /** Under this share of its area an object is ignored; undefined: as augmentations have it. */
  minVisible: number | undefined
  /** Classes of the objects that it shows. */
  classes: ReadonlySet<number>
  /** Holds a mark of something that was taken for an object once. */
  isHard: boolean
}

/** Everything that a run learns from, and who comes when. */
export interface Deck<T extends PlanImage = PlanImage> {
  entries: readonly DeckEntry<T>[]
  /** Entries dealt in an epoch, on average. */
  expectedLength: number
  /** Indices of entries in the order in which an epoch shows them. */
  deal(epoch: number): number[]
  /** Entries are tiles: their pictures may be too large to be kept decoded all at once. */
  isTiled: boolean
}

type DeckConfig = Pick<TrainConfig, 'seed' | 'sampling' | 'input'>

/** Entries of an epoch, on average: what its number of steps follows from. */
export function deckLength(images: readonly PlanImage[], config: DeckConfig, view: PlannedView): number {
  return createDeck(images, config, view).expectedLength
}

/**
 * Whole pictures, or with tiles: every tile that shows an object and as many empty ones, drawn anew each epoch, and the
 * whole of pictures with several tiles, because it is looked at too when objects are searched.
 */
export function createDeck<T extends PlanImage>(
  images: readonly T[],
  config: DeckConfig,
  view: PlannedView,
): Deck<T> {
  const entries = images.flatMap((image) => entriesOf(image, config, view))
  // Without tiles a picture without objects is there because a person said that it shows none.
  const isOptional = (entry: DeckEntry) =>
    view.tileScale !== null && entry.classes.size === 0 && !entry.isHard
  const firm = indicesWhere(entries, (entry) => !isOptional(entry))
  const empty = indicesWhere(entries, isOptional)
  const numEmpty = firm.length === 0 ? empty.length : Math.min(empty.length, firm.length)
  const repeats = samplings[config.sampling.kind].repeats(
    firm.map((index) => entries[index]),
    config.sampling,
  )
  const timesOf = (index: number) => (entries[index].isHard ? HARD_NEGATIVE_REPEATS : 1)
  const expected = firm.reduce((sum, index, i) => sum + repeats[i] * timesOf(index), 0)
  return {
    entries,
    isTiled: view.tileScale !== null,
    expectedLength: expected + numEmpty,
    deal(epoch) {
      const random = createRandom(config.seed, REPEAT_STREAM, epoch)
      const dealt = firm.flatMap((index, i) =>
        new Array<number>(dealRepeats(repeats[i], random) * timesOf(index)).fill(index),
      )
      if (numEmpty > 0) {
        const shuffled = createRandom(config.seed, EMPTY_STREAM, epoch).shuffle([...empty])
        dealt.push(...shuffled.slice(0, numEmpty))
      }
      const order = createRandom(config.seed, ORDER_STREAM, epoch)
      return view.tileScale === null ? order.shuffle(dealt) : shuffleInBlocks(dealt, entries, order)
    },
  }
}

/**
 * Shuffles tiles so that those of a picture lie near each other where not all pictures can be kept decoded: pictures in
 * drawn order, as many in a block as there is memory for, and the tiles of a block among themselves.
 */
function shuffleInBlocks(dealt: readonly number[], entries: readonly DeckEntry[], random: Random): number[] {
  const byImage = new Map<PlanImage, number[]>()
  for (const index of dealt) {
    const { image } = entries[index]
    const tiles = byImage.get(image)
    if (tiles === undefined) byImage.set(image, [index])
    else tiles.push(index)
  }
  const blocks: number[][] = [[]]
  let bytes = 0
  for (const tiles of random.shuffle([...byImage.values()])) {
    const { width, height } = entries[tiles[0]].decoded
    if (bytes > 0 && bytes + width * height * 3 > BLOCK_BYTES) {
      blocks.push([])
      bytes = 0
    }
    bytes += width * height * 3
    blocks.at(-1)?.push(...tiles)
  }
  return blocks.flatMap((block) => random.shuffle(block))
}

/** Whole repeats, and one more with the probability of the rest. */
function dealRepeats(repeats: number, random: Random): number {
  const whole = Math.floor(repeats)
  return whole + (repeats > whole && random.chance(repeats - whole) ? 1 : 0)
}

function entriesOf<T extends PlanImage>(image: T, config: DeckConfig, view: PlannedView): DeckEntry<T>[] {
  const input = { width: view.width, height: view.height }
  const boxes = image.boxes.map((box): SampleBox => ({ ...box, ...shares(box, image) }))
  const tiling = tilingOf(view, config.input.tiles.overlap)
  const looks = looksAt(image, input, tiling)
  return looks.map((look): DeckEntry<T> => {
    const isTile = look.kind === 'tile'
    const frame = isTile ? windowShares(look) : { x1: 0, y1: 0, x2: 1, y2: 1 }
    const minVisible = isTile ? MIN_VISIBLE_IN_TILE : undefined
    const see = (box: Box) =>
      seeBox({ ...plainView(), window: frame }, box, input.width, input.height, minVisible)
    const shown = boxes.filter((box) => !box.ignore && see(box)?.ignore === false)
    const holdsMark = image.marks.some(
      (mark) => mark.kind === 'hard-negative' && see(shares(mark, image)) !== null,
    )
    return {
      image,
      frame,
      boxes,
      decoded: isTile
        ? look.resized
        : {
            width: Math.round(input.width * WORKING_SCALE),
            height: Math.round(input.height * WORKING_SCALE),
          },
      minVisible,
      classes: new Set(shown.map(({ classIndex }) => classIndex)),
      // Where there are tiles, only they are shown again.
      isHard: holdsMark && (isTile || looks.length === 1),
    }
  })
}

/** A box in shares of its picture's sides. */
export function shares({ x1, y1, x2, y2 }: Box, { width, height }: { width: number; height: number }): Box {
  return { x1: x1 / width, y1: y1 / height, x2: x2 / width, y2: y2 / height }
}

function indicesWhere(entries: readonly DeckEntry[], isWanted: (entry: DeckEntry) => boolean): number[] {
  return entries.flatMap((entry, i) => (isWanted(entry) ? [i] : []))
}
