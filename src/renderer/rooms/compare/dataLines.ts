import type { DataDiff } from '../../../shared/compare/schema'
import { groupedText } from '../../../shared/text/count'

/** What differs between two sets of labels, a line each; always the same first two, so that nothing jumps. */
export function dataLines(data: DataDiff): { label: string; text: string }[] {
  const { pictures, boxes, hardNegatives, ignoreRegions } = data
  const from = ({ a, b }: { a: number; b: number }) =>
    a === b ? groupedText(a) : `${groupedText(a)} → ${groupedText(b)}`
  const change = (parts: readonly (readonly [number, string])[]) =>
    parts
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${groupedText(count)} ${word}`)
      .join(', ')
  const lines = [
    { label: 'Pictures', text: from(pictures) },
    {
      label: '',
      text: change([
        [pictures.added, 'added'],
        [pictures.removed, 'removed'],
      ]),
    },
    { label: 'Boxes', text: from(boxes) },
    {
      label: 'Boxes changed',
      text: change([
        [boxes.added, 'added'],
        [boxes.removed, 'removed'],
        [boxes.moved, 'moved'],
        [boxes.reclassed, 're-classed'],
      ]),
    },
    { label: 'Hard negatives', text: hardNegatives.a + hardNegatives.b === 0 ? '' : from(hardNegatives) },
    { label: 'Ignore regions', text: ignoreRegions.a + ignoreRegions.b === 0 ? '' : from(ignoreRegions) },
    { label: 'In another split', text: change([[data.splitsChanged, 'pictures']]) },
    { label: 'Renamed', text: data.renamed.map((each) => `${each.from} → ${each.to}`).join(', ') },
  ]
  return lines
    .filter(({ text }) => text !== '')
    .map((line) => (line.label === '' ? { ...line, label: 'Pictures changed' } : line))
}
