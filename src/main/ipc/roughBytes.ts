/**
 * A lower bound of what a received value takes, counted until it passes `limit`.
 * Main has deserialised the value already: this bounds the work that follows, not that allocation.
 * Walks without recursion, and every visit counts, so neither depth nor cycles can hold it up.
 */
export function roughBytes(value: unknown, limit: number): number {
  let bytes = 0
  const pending: unknown[] = [value]
  while (pending.length > 0 && bytes <= limit) {
    const next = pending.pop()
    bytes += 8
    if (typeof next === 'string') bytes += next.length
    else if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) bytes += next.byteLength
    else if (next instanceof Map) {
      bytes += addAll(pending, next.keys(), limit - bytes)
      bytes += addAll(pending, next.values(), limit - bytes)
    } else if (next instanceof Set || Array.isArray(next))
      bytes += addAll(pending, next.values(), limit - bytes)
    else if (typeof next === 'object' && next !== null) {
      for (const key of Object.keys(next)) bytes += key.length
      bytes += addAll(pending, Object.values(next), limit - bytes)
    }
  }
  return bytes
}

/** Queues members to be visited; those past the limit are not queued, only counted. */
function addAll(pending: unknown[], members: Iterable<unknown>, room: number): number {
  let count = 0
  for (const member of members) {
    if (count * 8 > room) return count * 8
    pending.push(member)
    count++
  }
  return 0
}
