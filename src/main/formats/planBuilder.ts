import { join } from 'node:path'
import type { Split } from '../../shared/annotation/schema'
import { type Box, clip, isDegenerate, normalise } from '../../shared/geometry/box'
import { limits } from '../../shared/limits'
import { naturalOrder } from '../images/naturalOrder'
import { ClassList } from './classList'
import { areRivals, type Claim, judge } from './finding/pictureClaims'
import type { Found, FoundPicture } from './finding/pictureFinder'
import { lookAtAll } from './lookAtAll'
import { Notes } from './notes'
import { namedSplit } from './splits/namedSplit'
import type { ImportBox, ImportImage, ImportPlan, PictureFacts, PicturePlace, ReadOptions } from './types'

/** A box as the label file has it, before it has met its picture. */
export interface RawBox extends ImportBox {
  /** For reports: the label file and the place in it. */
  where: string
  /** Corners in shares of the picture's sides instead of pixels. */
  isShare?: boolean
}

/** What a label says of one picture before that has been read. */
export interface Draft {
  picture: FoundPicture
  boxes: RawBox[]
  /** Size of the picture as the label file states it. */
  declared: { width: number; height: number; where: string } | undefined
  /** The label file speaks about this picture; if it has no box for it, there is nothing on it. */
  isLabelled: boolean
  /** A box was refused: then "nothing on it" would be a wrong conclusion. */
  lostBoxes: boolean
  /** The part of a split that the source puts the picture in. */
  split: Split | undefined
}

export interface FinishOptions extends ReadOptions {
  /** Called for each picture that a label names. */
  onNamed?: (place: PicturePlace) => void
}

interface DraftClaim extends Claim {
  draft: Draft
}

const keyOf = ({ root, relativePath }: FoundPicture) => `${root}\0${relativePath}`

/** Gathers what a label file says, then holds it against the pictures themselves. */
export class PlanBuilder {
  readonly repaired = new Notes()
  readonly rejected = new Notes()
  readonly classes = new ClassList(this.repaired)
  /** By picture; several where labels that are about different pictures led to this one. */
  private readonly drafts = new Map<string, DraftClaim[]>()

  constructor(private readonly format: string) {}

  /** The draft of a picture that an earlier row of the same table has named. */
  known(found: FoundPicture): Draft | undefined {
    return this.drafts.get(keyOf(found))?.find((claim) => !areRivals(claim.found, found))?.draft
  }

  /** The draft of a picture; the same picture named twice is one. */
  picture(found: FoundPicture, where: string): Draft {
    const known = this.known(found)
    if (known) {
      this.repaired.add('picture listed twice: joined', `${where}: ${found.relativePath}`)
      return known
    }
    const draft: Draft = {
      picture: found,
      boxes: [],
      declared: undefined,
      isLabelled: false,
      lostBoxes: false,
      split: namedSplit(found, where),
    }
    const key = keyOf(found)
    const claims = this.drafts.get(key)
    if (claims) claims.push({ draft, found, where })
    else this.drafts.set(key, [{ draft, found, where }])
    return draft
  }

  /**
   * The labelled draft of the picture that a label file names; where there is none, it and its boxes are refused.
   * @param numBoxes boxes that are lost with it
   */
  labelled(found: Found, where: string, name: string, numBoxes: number): Draft | undefined {
    if ('problem' in found) {
      this.rejected.add(NOT_FOUND[found.problem], `${where}: ${name}`)
      for (let i = 0; i < numBoxes; i++) this.rejected.add('box on a picture that was left out', where)
      return undefined
    }
    const draft = this.picture(found, where)
    draft.isLabelled = true
    return draft
  }

  /** Notes a box that is refused; its picture is then no empty one. */
  refuse(draft: Draft, what: string, where: string): void {
    draft.lostBoxes = true
    this.rejected.add(what, where)
  }

  /** Reads every picture once, drops those that cannot be read, repairs or rejects the boxes. */
  async finish(options: FinishOptions): Promise<ImportPlan> {
    for (const [first] of this.drafts.values()) if (first) options.onNamed?.(first.found)
    const drafts = [...this.drafts.values()].flatMap((claims) => this.settle(claims) ?? [])
    drafts.sort((a, b) => naturalOrder(a.picture.relativePath, b.picture.relativePath))
    const places = drafts.map(({ picture: { root, relativePath } }) => ({ root, relativePath }))
    const kept: ImportImage[] = []
    await lookAtAll(places, options, (seen, at) => {
      const image = this.complete(drafts[at] as Draft, seen)
      if (image !== undefined) kept.push(image)
    })
    this.noteCopies(kept)
    return {
      format: this.format,
      images: kept,
      classes: this.classes.names(),
      repaired: this.repaired.toList(),
      rejected: this.rejected.toList(),
    }
  }

  /** The draft of the label that the picture belongs to; the others are refused. */
  private settle(claims: readonly DraftClaim[]): Draft | undefined {
    const { right, wrong } = claims.length === 1 ? { right: claims[0], wrong: [] } : judge(claims)
    const why =
      right === undefined
        ? 'image that several labels fit alike'
        : 'no image of its own: another label names it better'
    for (const { draft, found, where } of wrong) {
      this.rejected.add(why, `${where}: ${found.relativePath}`)
      for (const box of draft.boxes) this.rejected.add('box on a picture that was left out', box.where)
    }
    if (right !== undefined && right.found.how !== 'exact')
      this.repaired.add(
        `picture matched by ${right.found.how}`,
        `${right.where}: ${right.found.relativePath}`,
      )
    return right?.draft
  }

  private complete(draft: Draft, seen: PictureFacts | null): ImportImage | undefined {
    const { root, relativePath } = draft.picture
    if (seen === null) {
      this.rejected.add('path outside the folder', relativePath)
      return undefined
    }
    const path = join(root, relativePath)
    if (seen.problem) {
      this.rejected.add(
        PROBLEMS.get(seen.problem.code) ?? 'unreadable picture',
        `${relativePath}: ${seen.problem.message}`,
      )
      if (draft.boxes.length > 0) this.rejected.add('box on a picture that was left out', relativePath)
      return undefined
    }
    if (seen.numPages !== undefined)
      this.repaired.add(
        'picture of several pages: the first is used',
        `${relativePath}: ${seen.numPages} pages`,
      )
    const boxes = this.fitBoxes(draft, seen)
    const isEmpty = draft.isLabelled && draft.boxes.length === 0 && !draft.lostBoxes
    const { width, height, fileBytes, contentHash, modifiedAt } = seen
    const image = { path, root, relativePath, width, height, fileBytes, contentHash, modifiedAt, boxes }
    return {
      ...image,
      ...(isEmpty && { reviewedEmpty: true }),
      ...(draft.split !== undefined && { split: draft.split }),
    }
  }

  private fitBoxes(draft: Draft, seen: PictureFacts): ImportBox[] {
    const turn = this.compareSizes(draft, seen)
    const kept: ImportBox[] = []
    const known = new Set<string>()
    /** The first with each left edge: only where there are two are their numbers made into text and compared. */
    const edges = new Map<number, ImportBox>()
    for (const raw of draft.boxes) {
      const inPixels = raw.isShare === true ? scaleBox(raw, turn ? stored(seen) : seen) : raw
      const box = this.fitBox(raw, turn ? turnBox(inPixels, seen) : inPixels, seen)
      if (!box) continue
      const beside = edges.get(box.x1)
      if (beside !== undefined) known.add(boxText(beside))
      // Stays in the plan, which says what the source says; the project takes it once.
      if (beside !== undefined && known.has(boxText(box)))
        this.repaired.add('duplicate box (same class, same place): kept once', raw.where)
      if (kept.length >= limits.maxBoxesPerImage)
        this.rejected.add(`more than ${limits.maxBoxesPerImage} boxes on one picture`, raw.where)
      else {
        if (beside === undefined) edges.set(box.x1, box)
        else known.add(boxText(box))
        kept.push(box)
      }
    }
    return kept
  }

  /** One box against its picture: corners put in order, clipped, refused where nothing is left. */
  private fitBox(
    { where, isShare, ...raw }: RawBox,
    corners: Box,
    { width, height }: PictureFacts,
  ): ImportBox | undefined {
    const box = normalise(corners)
    if (box.x1 !== corners.x1 || box.y1 !== corners.y1)
      this.repaired.add('corners swapped (negative size): put in order', where)
    if (box.x2 - box.x1 === 0 || box.y2 - box.y1 === 0) {
      this.rejected.add('box of zero size', where)
      return undefined
    }
    const clipped = clip(box, width, height)
    if (isDegenerate(clipped)) {
      this.rejected.add('box outside the picture', where)
      return undefined
    }
    if (isDegenerate(clipped, limits.minBoxPx)) {
      const hint = box.x2 <= 1 && box.y2 <= 1 ? ' (normalised coordinates instead of pixels?)' : ''
      this.rejected.add(`boxes under ${limits.minBoxPx} px${hint}`, where)
      return undefined
    }
    const overhang = Math.max(
      clipped.x1 - box.x1,
      clipped.y1 - box.y1,
      box.x2 - clipped.x2,
      box.y2 - clipped.y2,
    )
    if (overhang > (isShare === true ? SHARE_ROUNDING_PX : 0))
      this.repaired.add('box out of bounds: clipped to the picture', where)
    return Object.assign(raw, clipped)
  }

  /** Compares the stated size with the real one; true where the boxes belong to the unturned picture. */
  private compareSizes({ declared, boxes }: Draft, seen: PictureFacts): boolean {
    if (!declared || (declared.width === seen.width && declared.height === seen.height)) return false
    const stated = `${declared.where}: ${declared.width} x ${declared.height}, the picture has ${seen.width} x ${seen.height}`
    const isUnturned =
      seen.orientation >= 5 && declared.width === seen.height && declared.height === seen.width
    if (
      isUnturned &&
      boxes.some((box) => !isWithin(box, declared)) &&
      boxes.every((box) => isWithin(box, seen))
    ) {
      this.repaired.add(
        'stated size is that before the EXIF rotation, boxes fit only the turned picture: boxes kept',
        stated,
      )
      return false
    }
    if (isUnturned && boxes.length > 0)
      this.repaired.add('boxes measured before the EXIF rotation: turned with the picture', stated)
    else
      this.repaired.add('stated size differs from the picture: the picture counts, boxes not scaled', stated)
    return isUnturned
  }

  private noteCopies(images: readonly ImportImage[]): void {
    const first = new Map<string, string>()
    for (const { contentHash, relativePath } of images) {
      const original = first.get(contentHash)
      if (original === undefined) first.set(contentHash, relativePath)
      else
        this.repaired.add('identical pictures under several names: all kept', `${original} = ${relativePath}`)
    }
  }
}

/** Shares are written with few digits: less than this over the edge is rounding. */
const SHARE_ROUNDING_PX = 0.05

const boxText = ({ x1, y1, x2, y2, className }: ImportBox) => `${x1} ${y1} ${x2} ${y2} ${className}`

interface Size {
  width: number
  height: number
}

/** The size before the EXIF rotation, for orientations 5 to 8. */
const stored = ({ width, height }: Size): Size => ({ width: height, height: width })

/** Tools round a box at the edge up. */
const EDGE_PX = 1

const isWithin = (raw: RawBox, { width, height }: Size) =>
  raw.isShare === true ||
  (Math.max(raw.x1, raw.x2) <= width + EDGE_PX && Math.max(raw.y1, raw.y2) <= height + EDGE_PX)

function scaleBox(box: Box, { width, height }: Size) {
  return { x1: box.x1 * width, y1: box.y1 * height, x2: box.x2 * width, y2: box.y2 * height }
}

const NOT_FOUND: Record<Extract<Found, { problem: string }>['problem'], string> = {
  missing: 'no image for the label file',
  ambiguous: 'ambiguous image name: it fits several files',
  outside: 'path outside the folder',
}

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['image-too-large', 'picture too large'],
  ['image-unsupported', 'unsupported picture format'],
  ['image-missing', 'image file missing'],
])

/**
 * A box of the stored picture in the upright one, by EXIF orientation 5 to 8.
 * Stored (x, y) in W x H comes to: 5 (y, x); 6 (H - y, x); 7 (H - y, W - x); 8 (y, W - x).
 */
function turnBox(box: Box, { width, height, orientation }: PictureFacts) {
  // The upright width is the stored height, and the other way round.
  const across = orientation === 6 || orientation === 7 ? (y: number) => width - y : (y: number) => y
  const down = orientation === 7 || orientation === 8 ? (x: number) => height - x : (x: number) => x
  const [x1, x2] = [across(box.y1), across(box.y2)]
  const [y1, y2] = [down(box.x1), down(box.x2)]
  return { x1: Math.min(x1, x2), y1: Math.min(y1, y2), x2: Math.max(x1, x2), y2: Math.max(y1, y2) }
}
