/** A name that every file system takes; `otherwise` where nothing is left of it. */
export function safeFolderName(name: string, otherwise: string): string {
  const safe = name
    .replace(/[^\p{L}\p{N} _-]+/gu, '')
    .trim()
    .slice(0, 60)
  return safe === '' ? otherwise : safe
}
