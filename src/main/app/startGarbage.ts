import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects what the start left behind while nobody waits for main. By then the heap is near its limit, to which bytes of pictures
 * count: the first huge one that is read would start a collection of it all, just while it is waited for.
 */
export function collectStartGarbage(): void {
  // A context that is made under this flag has the one call that collects; no other context gets it.
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  collect()
}
