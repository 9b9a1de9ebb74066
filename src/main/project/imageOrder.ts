import { naturalOrder } from '../images/naturalOrder'

/** Sorts by path as people number files, in place: `img2` before `img10`. */
export function sortNaturally<T extends { path: string }>(images: T[]): T[] {
  return images.sort((a, b) => naturalOrder(a.path, b.path))
}
