/**
 * How often a test kills or spoils something: a few times in every run of the tests, as often as docs/reliability.md
 * says where FOCAL_FULL=1.
 */
export const fullCount = (quick: number, full: number): number =>
  process.env.FOCAL_FULL === '1' ? full : quick
