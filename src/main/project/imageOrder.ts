import { naturalOrder } from '../images/naturalOrder'

/** Sorts by path as people number files, in place: `img2` before `img10`. */
export function sortNaturally<T extends { path: string }>(images: T[]): T[] {
  return images.sort((a, b) => naturalOrder(a.path, b.path))
}

/** Places of paths in that order; null where they lie in it already, as after an import. */
export function orderOf(paths: readonly string[]): number[] | null {
  if (paths.every((path, i) => i === 0 || naturalOrder(paths[i - 1], path) <= 0)) return null
  return paths.map((_, i) => i).sort((a, b) => naturalOrder(paths[a], paths[b]))
}
