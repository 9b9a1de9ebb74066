import { collectGarbage } from '../timing/collectGarbage'

/**
 * Collects what the start left behind while nobody waits for main. By then the heap is near its limit, to which bytes of pictures
 * count: the first huge one that is read would start a collection of it all, just while it is waited for.
 */
export function collectStartGarbage(): void {
  collectGarbage()
}
