import { groupedText } from '../../../../../shared/text/count'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { countText } from '../../../../language/count'
import { t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { toggleCell, useConfusion } from '../../../../state/review/confusion'
import { useFigures } from '../../../../state/review/figures'
import { cellWords } from './cellWords'
import { PairStrip } from './PairStrip'
import './ConfusionSection.css'

/** Which class was taken for which at the thresholds on show; a cell opens its pictures. */
export function ConfusionSection() {
  const { matrix, cell, content } = useConfusion()
  const data = useFigures((state) => state.data)
  const classes = useProject((project) => project.classes)
  if (data === null) return null
  const names = [...(matrix?.classNames ?? []), t('background')]
  const colorOf = (index: number) =>
    classes.find(({ id }) => id === data.classes[index]?.classId)?.color ?? null
  const mark = (index: number) => {
    const color = colorOf(index)
    return color === null ? <span className="confusion-ground" /> : <ClassSwatch color={color} />
  }
  return (
    <section aria-label={t('Confusion matrix')} className="figures-section" data-testid="confusion">
      <header>
        <h2>{t('Confusion')}</h2>
        <span className="faint small">{t('rows: what is there; columns: what was found (IoU 0.45)')}</span>
      </header>
      {matrix !== null && (
        <div className="confusion-scroll">
          <table className="confusion">
            <thead>
              <tr>
                <td />
                {names.map((name, column) => (
                  <th key={name} scope="col" title={name}>
                    {mark(column)}
                    <span className="ellipsis">{name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.matrix.map((counts, row) => {
                const total = counts.reduce((sum, count) => sum + count, 0)
                return (
                  <tr key={names[row]}>
                    <th scope="row" title={names[row]}>
                      {mark(row)}
                      <span className="ellipsis">{names[row]}</span>
                    </th>
                    {counts.map((count, column) => (
                      <td key={names[column]}>
                        <button
                          type="button"
                          disabled={count === 0 || (row === names.length - 1 && column === row)}
                          aria-label={`${cellWords(names, row, column)}: ${count}`}
                          aria-pressed={cell?.row === row && cell.column === column}
                          data-right={row === column}
                          data-testid={`cell-${row}-${column}`}
                          style={{ '--share': total === 0 ? 0 : count / total } as React.CSSProperties}
                          onClick={() => toggleCell(row, column)}
                        >
                          {count === 0 ? '' : groupedText(count)}
                        </button>
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {cell !== null && (
        <div className="confusion-open">
          <p className="small muted">
            {cellWords(names, cell.row, cell.column)}
            {content !== null && `, ${countText(content.total, 'time')}`}
          </p>
          <PairStrip pairs={content?.pairs ?? []} />
        </div>
      )}
    </section>
  )
}
