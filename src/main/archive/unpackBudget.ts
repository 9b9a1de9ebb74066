import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'

/** How much an archive may hold; the limits of the studio, or a test's. */
export interface UnpackCaps {
  entries: number
  entryBytes: number
  totalBytes: number
  ratio: number
  ratioFromBytes: number
}

export const studioCaps: UnpackCaps = {
  entries: limits.maxArchiveEntries,
  entryBytes: limits.maxArchiveEntryBytes,
  totalBytes: limits.maxArchiveBytes,
  ratio: limits.maxArchiveRatio,
  ratioFromBytes: limits.archiveRatioFromBytes,
}

/**
 * Holds an archive against the caps: first what its directory claims, then the bytes that really come out.
 * Every method throws `format-invalid` where a cap is passed; the archive is then refused as a whole.
 */
export class UnpackBudget {
  private total = 0

  constructor(
    private readonly archive: string,
    /** Size of the archive's file: parts of it may be packed into many entries at once. */
    private readonly archiveBytes: number,
    private readonly caps: UnpackCaps,
  ) {}

  countEntries(entries: number): void {
    if (entries > this.caps.entries)
      throw this.refuse(`it holds ${entries} entries; the limit is ${this.caps.entries}`)
  }

  /** The bytes of one entry, as claimed or as counted so far. `isTaken`: it is unpacked. */
  entry(name: string, bytes: number, packedBytes: number, isTaken: boolean): void {
    if (isTaken && bytes > this.caps.entryBytes)
      throw this.refuse(
        `${JSON.stringify(name)} has more than ${mebibytes(this.caps.entryBytes)}, the limit for one file`,
      )
    this.checkRatio(bytes, packedBytes)
  }

  /** More bytes came out, or are claimed. */
  add(bytes: number): void {
    this.total += bytes
    if (this.total > this.caps.totalBytes)
      throw this.refuse(`it holds more than ${mebibytes(this.caps.totalBytes)}, the limit for all files`)
    this.checkRatio(this.total, this.archiveBytes)
  }

  private checkRatio(bytes: number, packedBytes: number): void {
    if (bytes > this.caps.ratioFromBytes && bytes > this.caps.ratio * packedBytes)
      throw this.refuse(`it unpacks to more than ${this.caps.ratio} times its size, as a zip bomb does`)
  }

  private refuse(why: string): StudioError {
    return new StudioError(
      'format-invalid',
      `${this.archive} was not unpacked: ${why}.`,
      'Unpack it yourself, if you trust it, and import the folder.',
    )
  }
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`
