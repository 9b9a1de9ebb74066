import type { Attributes } from '../../shared/annotation/schema'
import type { RegionColumns } from '../../shared/search/facts'

/** A label or a detection as the columns hold it; px. */
export interface PackedRegion {
  classIndex: number
  width: number
  height: number
  bits: number
  score: number | null
  attributes: Attributes | null
}

const ROOM = 1024

/**
 * Columns that grow: the regions of one picture lie side by side, and when a picture changes its regions are written
 * anew at the end. 15 bytes a region, so that a million of them are searched without reading a file.
 */
export class PackedRegions implements RegionColumns {
  readonly start: Uint32Array
  readonly count: Uint32Array
  classOf = new Uint16Array(ROOM)
  width = new Float32Array(ROOM)
  height = new Float32Array(ROOM)
  bits = new Uint8Array(ROOM)
  score: Float32Array | null
  readonly attributes = new Map<number, Attributes>()
  /** Rows in use, with those that pictures left behind. */
  private end = 0
  private live = 0

  constructor(numPictures: number, hasScores: boolean) {
    this.start = new Uint32Array(numPictures)
    this.count = new Uint32Array(numPictures)
    this.score = hasScores ? new Float32Array(ROOM) : null
  }

  /** True where more than half of the columns is what pictures left behind. */
  get isWorn(): boolean {
    return this.end > ROOM && this.live < this.end / 2
  }

  /** Puts the regions of a picture in place of those it had. */
  set(picture: number, regions: readonly PackedRegion[]): void {
    const first = this.start[picture] as number
    const had = this.count[picture] as number
    for (let row = first; row < first + had; row++) this.attributes.delete(row)
    this.live += regions.length - had
    this.start[picture] = this.end
    this.count[picture] = regions.length
    for (const region of regions) this.write(this.end++, region)
  }

  /** Makes room for many: `counts` by picture. The rows of picture after picture, in that order. */
  reserve(counts: Uint32Array): void {
    let end = 0
    for (let picture = 0; picture < counts.length; picture++) {
      this.start[picture] = end
      end += counts[picture] as number
    }
    this.makeRoom(end)
    this.end = end
    this.live = end
  }

  /** Writes one region into the room that was reserved for its picture. */
  fill(picture: number, region: PackedRegion): void {
    this.write((this.start[picture] as number) + (this.count[picture] as number), region)
    this.count[picture] = (this.count[picture] as number) + 1
  }

  private write(row: number, region: PackedRegion): void {
    if (row >= this.classOf.length) this.makeRoom(2 * row)
    this.classOf[row] = region.classIndex
    this.width[row] = region.width
    this.height[row] = region.height
    this.bits[row] = region.bits
    if (this.score !== null) this.score[row] = region.score ?? 0
    if (region.attributes !== null) this.attributes.set(row, region.attributes)
  }

  private makeRoom(rows: number): void {
    if (rows <= this.classOf.length) return
    const grown = <T extends { set(from: T): void }>(made: T, from: T): T => {
      made.set(from)
      return made
    }
    this.classOf = grown(new Uint16Array(rows), this.classOf)
    this.width = grown(new Float32Array(rows), this.width)
    this.height = grown(new Float32Array(rows), this.height)
    this.bits = grown(new Uint8Array(rows), this.bits)
    if (this.score !== null) this.score = grown(new Float32Array(rows), this.score)
  }
}
