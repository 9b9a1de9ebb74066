/** By then TensorFlow has made what it keeps from step to step. */
const SETTLED_STEPS = 20
/** What decoded pictures may fill after that, and as much again for what comes and goes. */
const GROWTH_BYTES = 3 * 1024 ** 3

/** Watches the memory of the whole process: what native code leaves behind is no tensor that could be counted. */
export interface RssWatch {
  /** Asked once a step: true where the process has grown beyond anything that a training needs. */
  hasOutgrown(): boolean
}

/** `readBytes`: resident memory; left out: that of this process. */
export function createRssWatch(readBytes: () => number = () => process.memoryUsage.rss()): RssWatch {
  let steps = 0
  let allowed = Number.POSITIVE_INFINITY
  return {
    hasOutgrown() {
      steps++
      if (steps === SETTLED_STEPS) allowed = readBytes() + GROWTH_BYTES
      return steps > SETTLED_STEPS && readBytes() > allowed
    },
  }
}
