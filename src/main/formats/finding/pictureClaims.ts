import { posix } from 'node:path'
import type { FoundPicture } from './pictureFinder'
import { areNumberedApart, areOfOtherSplits, partsFit, partsOf, sharedParts } from './pictureFolders'

/** A label's claim to a picture. */
export interface Claim {
  found: FoundPicture
  where: string
}

const HOWS: Record<FoundPicture['how'], number> = {
  exact: 0,
  'unicode form': 0,
  'letter case': 1,
  extension: 2,
  'base name': 3,
}

const meantOf = ({ meant, relativePath }: FoundPicture) => meant ?? relativePath

const pictureParts = ({ root, relativePath }: FoundPicture) =>
  partsOf(posix.join(posix.basename(root.replaceAll('\\', '/')), relativePath))

/** How badly a name fits the picture that it led to. */
function misfit(found: FoundPicture): number {
  return HOWS[found.how] - sharedParts(partsOf(meantOf(found)), pictureParts(found)) / 1000
}

/**
 * True where two labels that led to one picture are about two: one names it better than the other, or neither can be
 * told to be right.
 */
export function areRivals(one: FoundPicture, other: FoundPicture): boolean {
  if (meantOf(one) === meantOf(other)) return false
  const [parts, otherParts] = [partsOf(meantOf(one)), partsOf(meantOf(other))]
  const lead = misfit(one) - misfit(other)
  if (lead === 0) return areOfOtherSplits(parts, otherParts) || areNumberedApart(parts, otherParts)
  const [lesser, lesserParts] = lead > 0 ? [one, parts] : [other, otherParts]
  if (lesser.how === 'letter case' || lesser.how === 'extension') return true
  // One list that names `a.jpg` and `sub/a.jpg` means two; two lists may each have their own way to write one.
  if (lesserParts.length === 0) return one.by === other.by
  return !partsFit(lesserParts, pictureParts(lesser))
}

/** Splits the claims to one picture into the one that is right and those that are not; none is right where two are. */
export function judge<C extends Claim>(claims: readonly C[]): { right: C | undefined; wrong: C[] } {
  const least = Math.min(...claims.map(({ found }) => misfit(found)))
  const best = claims.filter(({ found }) => misfit(found) === least)
  const right = best.length === 1 ? best[0] : undefined
  return { right, wrong: claims.filter((claim) => claim !== right) }
}
