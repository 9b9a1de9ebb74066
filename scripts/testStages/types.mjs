/**
 * What one stage of `npm test` found. Stages that are no test runner count as one test.
 * @typedef {{ passed: number, failed: number, skipped: number }} Outcome
 * @typedef {{ name: string, title: string, run: () => Promise<Outcome> }} Stage
 */

/** The outcome of a stage that either holds or does not. @param {boolean} holds @returns {Outcome} */
export const oneCheck = (holds) => ({ passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 })

/** A runner that ran nothing has failed: a suite that vanished must not pass. @param {Outcome} outcome @returns {Outcome} */
export function refuseEmpty(outcome) {
  return outcome.passed + outcome.failed > 0 ? outcome : { ...outcome, failed: 1 }
}
