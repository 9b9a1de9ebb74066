import { t } from '../../../../language/t'
/** What a cell of the confusion matrix holds; the last name is background. */
export function cellWords(names: readonly string[], row: number, column: number): string {
  const ground = names.length - 1
  if (row === ground) return t('{{names}} found where nothing is', { names: names[column] })
  if (column === ground) return t('{{names}} missed', { names: names[row] })
  return row === column
    ? t('{{names}} found', { names: names[row] })
    : t('{{names}} taken for {{names2}}', { names: names[row], names2: names[column] })
}
