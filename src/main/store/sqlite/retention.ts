export interface KeptSnapshot {
  name: string
  reason: string
  /** By the clock that made it, ms since 1970. */
  at: number
  bytes: number
}

/** How many stay of each reason, whatever is made for the others: no number of imports pushes a day's out. */
const KEPT: Readonly<Record<string, number>> = {
  daily: 7,
  'delete-class': 5,
  restore: 5,
  migration: 3,
  import: 5,
  asked: 5,
}
const KEPT_OF_OTHERS = 3

/** Past this much together the oldest go too, but never the newest two of a reason. */
const MAX_BYTES = 2e9
const ALWAYS_KEPT = 2

/** Clocks of two machines differ; what lies further ahead was made before the clock went back. */
const AHEAD_MS = 10 * 60_000

/** Which backups go now that `made` stands. `made` never does, whatever the clock said when the others were made. */
export function snapshotsToDrop(snapshots: readonly KeptSnapshot[], made: string, now: number): string[] {
  const age = ({ name, at }: KeptSnapshot) => {
    if (name === made) return Number.NEGATIVE_INFINITY
    return at > now + AHEAD_MS ? Number.MAX_SAFE_INTEGER - at : now - at
  }
  const newestFirst = snapshots.toSorted((a, b) => age(a) - age(b))
  const counts = new Map<string, number>()
  const ranked = newestFirst.map((snapshot) => {
    const rank = counts.get(snapshot.reason) ?? 0
    counts.set(snapshot.reason, rank + 1)
    return { ...snapshot, rank }
  })
  const stays = ranked.filter(({ reason, rank }) => rank < (KEPT[reason] ?? KEPT_OF_OTHERS))
  const gone = new Set(ranked.filter((each) => !stays.includes(each)).map(({ name }) => name))
  let total = stays.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { name, rank, bytes } of stays.toReversed()) {
    if (total <= MAX_BYTES) break
    if (rank < ALWAYS_KEPT) continue
    gone.add(name)
    total -= bytes
  }
  return [...gone]
}
