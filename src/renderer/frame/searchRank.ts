/** Parts what is sought in from the id that keeps two entries of one name apart. */
const BORDER = '\u001f'

/** A value for the palette: words to search, and an id that is not searched. */
export function searchable(words: string, id: string): string {
  return `${words}${BORDER}${id}`
}

/**
 * How well words answer a search, 0 to 1: every part of the search must begin a word or at least stand in one;
 * the beginning of the whole is best.
 */
export function rank(value: string, search: string): number {
  const words = value.split(BORDER)[0].toLowerCase()
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (!parts.every((part) => words.includes(part))) return 0
  if (words.startsWith(parts.join(' '))) return 1
  const starts = words.split(/[\s/_.:-]+/)
  return parts.every((part) => starts.some((word) => word.startsWith(part))) ? 0.8 : 0.3
}
