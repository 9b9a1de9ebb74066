/** Temperature of the soft minimum: the lower, the nearer to the minimum. */
const TEMPERATURE = 0.1
/** Keeps the logarithm finite. */
const TINY = 1e-100

/** A picture's score of one kind (ObjectLab): the soft minimum of its boxes' scores; 1 where none has one. */
export function poolScores(scores: readonly (number | null)[]): number {
  const known = scores.filter((score) => score !== null)
  if (known.length === 0) return 1
  const least = Math.min(...known)
  let weights = 0
  let sum = 0
  for (const score of known) {
    const weight = Math.exp((least - score) / TEMPERATURE)
    weights += weight
    sum += weight * score
  }
  return sum / weights
}

/** A picture's score over all kinds: their geometric mean. 0 surely wrong, 1 surely right. */
export function pictureScore(pooled: readonly number[]): number {
  return Math.exp(pooled.reduce((sum, score) => sum + Math.log(TINY + score), 0) / pooled.length)
}
