import type { SplitPreview } from '../../../../shared/project/schema'
import { groupedText } from '../../../../shared/text/count'
import { ClassSwatch } from '../../../components/ClassSwatch'
import { countText } from '../../../language/count'
import { localText, t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import { splitWords } from './splitWords'

const splits = ['train', 'val', 'test'] as const

/** What a deal would come to: pictures, groups and boxes of each split, boxes by class, leaks before and after. */
export function SplitPreviewTable({ preview }: { preview: SplitPreview }) {
  const classes = useProject((state) => state.classes)
  const { before, after, largest } = preview
  const rows = [
    { name: t('Pictures'), of: (split: (typeof splits)[number]) => after[split].pictures },
    { name: t('Groups'), of: (split: (typeof splits)[number]) => after[split].groups },
    { name: t('Boxes'), of: (split: (typeof splits)[number]) => after[split].boxes },
  ]
  return (
    <>
      <dl className="split-leaks">
        <div>
          <dt>{t('Leaks now')}</dt>
          <dd data-testid="leak-before" data-leaks={(preview.leakBefore ?? 0) > 0}>
            {leakText(preview.leakBefore)}
          </dd>
        </div>
        <div>
          <dt>{t('Leaks after')}</dt>
          <dd data-testid="leak-after" data-leaks={(preview.leakAfter ?? 0) > 0}>
            {leakText(preview.leakAfter)}
          </dd>
        </div>
        <div>
          <dt>{t('Groups')}</dt>
          <dd>{groupedText(preview.groups)}</dd>
        </div>
        <div>
          <dt title={t('Pictures that would change their split')}>{t('Moved')}</dt>
          <dd data-testid="split-moved">{groupedText(preview.moved)}</dd>
        </div>
      </dl>
      <p className="muted small">
        {t(
          'The leak score is the share of the pictures in val and test that look like a picture in train, or belong to its group. {{pictures}}',
          { pictures: largestText(preview.pictures, largest) },
        )}
      </p>
      <table className="split-table" data-testid="split-preview">
        <thead>
          <tr>
            <th />
            {splits.map((split) => (
              <th key={split} scope="col" title={localText(splitWords[split].words)}>
                {localText(splitWords[split].label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {splits.map((split) => (
                <td key={split}>{groupedText(of(split))}</td>
              ))}
            </tr>
          ))}
          <tr className="split-was">
            <th scope="row">{t('Pictures now')}</th>
            {splits.map((split) => (
              <td key={split}>{groupedText(before[split].pictures)}</td>
            ))}
          </tr>
        </tbody>
        <tbody>
          {preview.classes.map((entry) => (
            <tr key={entry.classId}>
              <th scope="row">
                <span className="split-class">
                  <ClassSwatch color={classes.find(({ id }) => id === entry.classId)?.color ?? 0} />
                  <span className="ellipsis">{entry.name}</span>
                </span>
              </th>
              {splits.map((split) => (
                <td key={split} data-none={entry[split] === 0}>
                  {groupedText(entry[split])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const leakText = (leak: number | null) => (leak === null ? '–' : leak.toFixed(3))

/** A group that is as large as a split is said, since no share can then be met. */
function largestText(pictures: number, largest: SplitPreview['largest']): string {
  if (largest === null || largest.pictures <= pictures / 5) return ''
  return t(
    'The largest group, around {{example}}, holds {{pictures}}: shares cannot be met more closely than that.',
    { example: largest.example, pictures: countText(largest.pictures, 'picture') },
  )
}
