import type { DataDiff } from '../../../shared/compare/schema'
import { groupedText } from '../../../shared/text/count'
import { t } from '../../language/t'

/** What differs between two sets of labels, a line each; always the same first two, so that nothing jumps. */
export function dataLines(data: DataDiff): { label: string; text: string }[] {
  const { pictures, boxes, hardNegatives, ignoreRegions } = data
  const from = ({ a, b }: { a: number; b: number }) =>
    a === b ? groupedText(a) : `${groupedText(a)} → ${groupedText(b)}`
  const change = (parts: readonly (readonly [number, string])[]) =>
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${groupedText(count)} ${word}`)
      .join(t(', '))
  const lines = [
    { label: t('Pictures'), text: from(pictures) },
    {
      label: '',
      text: change([
        [pictures.added, t('added')],
        [pictures.removed, t('removed')],
      ]),
    },
    { label: t('Boxes'), text: from(boxes) },
    {
      label: t('Boxes changed'),
      text: change([
        [boxes.added, t('added')],
        [boxes.removed, t('removed')],
        [boxes.moved, t('moved')],
        [boxes.reclassed, t('re-classed')],
      ]),
    },
    { label: t('Hard negatives'), text: hardNegatives.a + hardNegatives.b === 0 ? '' : from(hardNegatives) },
    { label: t('Ignore regions'), text: ignoreRegions.a + ignoreRegions.b === 0 ? '' : from(ignoreRegions) },
    { label: t('In another split'), text: change([[data.splitsChanged, t('pictures')]]) },
    { label: t('Renamed'), text: data.renamed.map((each) => `${each.from} → ${each.to}`).join(t(', ')) },
  ]
  return lines
    .filter(({ text }) => text !== '')
    .map((line) => (line.label === '' ? { ...line, label: t('Pictures changed') } : line))
}
