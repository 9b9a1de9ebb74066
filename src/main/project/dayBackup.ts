import { Worker } from 'node:worker_threads'
import { FIXED, type SnapshotOrder } from '../store/sqlite/snapshotOrder'

/** The list and the first picture come before it. */
const BEGINS_AFTER_MS = 3000
/** A thread takes a tenth of a second to begin; one that has not by then will not. */
const PATIENCE_MS = 3000

/** The backup that opening owes for this day, made on a thread while the project is in the window already. */
export class DayBackup {
  private readonly state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  private readonly timer: NodeJS.Timeout
  private worker: Worker | undefined
  private ended: Promise<void> | undefined

  constructor(
    private readonly folder: string,
    /** The built `snapshot.js`. */
    private readonly entry: string | URL,
  ) {
    this.timer = setTimeout(() => this.begin(), BEGINS_AFTER_MS)
    this.timer.unref()
  }

  /**
   * Waits until no later edit can get into it, which the first edit of a session must; nearly always at once. False where
   * the thread does not come to that.
   */
  fix(): boolean {
    this.begin()
    Atomics.wait(this.state, 0, 0, PATIENCE_MS)
    if (Atomics.load(this.state, 0) === FIXED) return true
    void this.worker?.terminate()
    return false
  }

  /** Resolves once it is there or could not be made. */
  async end(): Promise<void> {
    await this.begin()
  }

  private begin(): Promise<void> {
    if (this.ended !== undefined) return this.ended
    clearTimeout(this.timer)
    const workerData: SnapshotOrder = { folder: this.folder, at: Date.now(), state: this.state }
    const worker = new Worker(this.entry, { workerData })
    this.worker = worker
    this.ended = new Promise((resolve) => {
      worker.once('error', () => resolve())
      worker.once('exit', () => resolve())
    })
    return this.ended
  }
}
