/** How every script ends: its exit code, and a failure as one plain line (FOCAL_DEBUG=1 adds the stack). */
import { warn } from './say.mjs'

/** @param {() => Promise<number>} work */
export async function runScript(work) {
  try {
    process.exitCode = await work()
  } catch (cause) {
    const isDebug = process.env.FOCAL_DEBUG === '1'
    warn(cause instanceof Error ? (isDebug ? (cause.stack ?? cause.message) : cause.message) : String(cause))
    process.exitCode = 1
  }
}
