/** What a cell of the confusion matrix holds; the last name is background. */
export function cellWords(names: readonly string[], row: number, column: number): string {
  const ground = names.length - 1
  if (row === ground) return `${names[column]} found where nothing is`
  if (column === ground) return `${names[row]} missed`
  return row === column ? `${names[row]} found` : `${names[row]} taken for ${names[column]}`
}
