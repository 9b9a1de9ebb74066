/** A name without what is only a matter of writing: letter case, blanks, dashes, underscores, Unicode form. */
export function likeName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}
