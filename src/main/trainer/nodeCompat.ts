import util from 'node:util'

/**
 * Gives back `util.isNullOrUndefined`, which Node 23 removed and @tensorflow/tfjs-node-gpu 4.22 calls
 * (tensorflow/tfjs issue 8609). Call it before that package is loaded; does nothing where Node still has it.
 */
export function restoreRemovedNodeFunctions(target: object = util): void {
  if ('isNullOrUndefined' in target) return
  Object.assign(target, { isNullOrUndefined: (value: unknown) => value === null || value === undefined })
}
