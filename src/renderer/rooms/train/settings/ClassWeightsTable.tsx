import { groupedText } from '../../../../shared/text/count'
import type { PlannedClass } from '../../../../shared/training/run'
import { ClassSwatch } from '../../../components/ClassSwatch'
import { NumberEntry } from '../../../components/NumberEntry'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import { applyChanges, setSetting } from '../../../state/training/settings'
import type { PartProps } from './sectionParts'

/** Every class with its boxes and the weight that follows, before it is used; by hand a weight can be typed over. */
export function ClassWeightsTable({ config, plan }: PartProps) {
  const projectClasses = useProject((state) => state.classes)
  const { kind, manual } = config.loss.classWeights
  const isByHand = kind === 'manual'
  const rows: readonly PlannedClass[] =
    plan?.classes ?? projectClasses.map(({ name }) => ({ name, boxes: 0, images: 0, weight: 1 }))
  const weightOf = (row: PlannedClass) =>
    isByHand ? (manual[row.name] ?? 1) : kind === 'none' ? 1 : row.weight
  const most = Math.max(1, ...rows.map(weightOf))
  const set = (name: string, weight: number) => {
    if (isByHand) setSetting('loss.classWeights.manual', { ...manual, [name]: weight })
    else {
      // The first weight that is typed over takes the others along as they stand.
      const weights = Object.fromEntries(rows.map((row) => [row.name, Number(weightOf(row).toPrecision(3))]))
      applyChanges(t('Weights by hand'), [
        { path: 'loss.classWeights.kind', value: 'manual' },
        { path: 'loss.classWeights.manual', value: { ...weights, [name]: weight } },
      ])
    }
  }
  return (
    <table className="class-weights" data-testid="class-weights">
      <thead>
        <tr>
          <th scope="col">{t('Class')}</th>
          <th scope="col">{t('Boxes')}</th>
          <th scope="col">{t('Weight')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.name}
            title={t('{{boxes}} boxes in {{images}} pictures', {
              boxes: groupedText(row.boxes),
              images: groupedText(row.images),
            })}
          >
            <td>
              <span className="class-weights-name">
                <ClassSwatch color={projectClasses.find(({ name }) => name === row.name)?.color ?? 0} />
                <span className="ellipsis">{row.name}</span>
              </span>
            </td>
            <td>{groupedText(row.boxes)}</td>
            <td>
              <i className="class-weights-bar" style={{ width: `${(28 * weightOf(row)) / most}px` }} />
              <NumberEntry
                label={t('Weight of {{name}}', { name: row.name })}
                value={Number(weightOf(row).toPrecision(3))}
                accepts={(weight) => weight >= 0 && weight <= 100}
                onCommit={(weight) => set(row.name, weight)}
                testId={`class-weight-${row.name}`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
