import { RotateCcw } from 'lucide-react'
import type { FiguresData } from '../../../../../shared/evaluation/schema'
import { addTallies, type Tally, tallyAt, tallyFigures } from '../../../../../shared/evaluation/tally'
import { groupedText, shortText } from '../../../../../shared/text/count'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { IconButton } from '../../../../components/IconButton'
import { NumberEntry } from '../../../../components/NumberEntry'
import { t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { selectClass, setByHand, thresholdsOf, useFigures } from '../../../../state/review/figures'
import './ClassTable.css'

/** Figures of each class and of all at the thresholds on show; a row is chosen for the slider by pressing its name. */
export function ClassTable({ data }: { data: FiguresData }) {
  const state = useFigures()
  const { counted, overall, perClass, selected } = state
  const classes = useProject((project) => project.classes)
  const thresholds = thresholdsOf(state)
  const tallies = counted.map((outcomes, c) => tallyAt(outcomes, thresholds[c]))
  return (
    <section aria-label={t('Figures by class')} className="figures-section">
      <table className="class-table" data-testid="class-table">
        <thead>
          <tr>
            <th scope="col">{t('Class')}</th>
            <th scope="col">{t('Threshold')}</th>
            <th scope="col">{t('Boxes')}</th>
            <th scope="col">{t('Found')}</th>
            <th scope="col">{t('False alarms')}</th>
            <th scope="col">{t('Missed')}</th>
            <th scope="col">{t('Precision')}</th>
            <th scope="col">{t('Recall')}</th>
            <th scope="col">F1</th>
            <th scope="col">{t('False alarms a picture')}</th>
          </tr>
        </thead>
        <tbody>
          <Row
            name={t('All classes')}
            tally={addTallies(tallies)}
            images={data.images}
            index={null}
            threshold={overall}
            isSelected={selected === null}
          />
          {data.classes.map(({ classId, name }, c) => (
            <Row
              key={name}
              name={name}
              color={classes.find(({ id }) => id === classId)?.color ?? 0}
              tally={tallies[c]}
              images={data.images}
              index={c}
              threshold={thresholds[c]}
              own={perClass[c]}
              isSelected={selected === c}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  name: string
  color?: number
  tally: Tally
  images: number
  /** null: all classes. */
  index: number | null
  threshold: number
  own?: number | null
  isSelected: boolean
}

function Row({ name, color, tally, images, index, threshold, own = null, isSelected }: RowProps) {
  const figures = tallyFigures(tally, images)
  return (
    <tr data-selected={isSelected}>
      <th scope="row">
        <button type="button" aria-pressed={isSelected} onClick={() => selectClass(index)}>
          {color === undefined ? <span className="class-table-all" /> : <ClassSwatch color={color} />}
          <span className="ellipsis">{name}</span>
        </button>
      </th>
      <td>
        <span className="class-table-threshold">
          {own !== null && index !== null && (
            <IconButton
              icon={RotateCcw}
              label={t('Let {{name}} follow the overall threshold', { name })}
              onClick={() => setByHand(index, null)}
            />
          )}
          <span data-own={own !== null || index === null}>
            <NumberEntry
              label={index === null ? t('Overall threshold') : t('Threshold of {{name}}', { name })}
              testId={index === null ? 'threshold-overall' : `threshold-${name}`}
              value={Math.round(threshold * 1000) / 1000}
              accepts={(value) => value >= 0 && value <= 1}
              onCommit={(value) => setByHand(index, value)}
            />
          </span>
        </span>
      </td>
      <td>{groupedText(tally.found + tally.missed)}</td>
      <td>{groupedText(tally.found)}</td>
      <td>{groupedText(tally.falsePositives)}</td>
      <td>{groupedText(tally.missed)}</td>
      <td>{shortText(figures.precision)}</td>
      <td>{shortText(figures.recall)}</td>
      <td>{shortText(figures.f1)}</td>
      <td>{shortText(figures.fpPerImage)}</td>
    </tr>
  )
}
