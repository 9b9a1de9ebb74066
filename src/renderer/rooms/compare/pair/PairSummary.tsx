import { FileDiff } from 'lucide-react'
import type { ComparedFigure, PairReport } from '../../../../shared/compare/schema'
import { figureText } from '../../../../shared/text/count'
import { Button } from '../../../components/Button'
import { countText } from '../../../language/count'
import { settingName, valueText } from '../../../language/settingWords'
import { localText, t } from '../../../language/t'
import { showSeenLabels } from '../../../state/compare/compareLabels'
import { dataLines } from '../dataLines'

const names: Record<string, { label: string; isLess?: boolean; digits?: number }> = {
  AP: { label: 'AP' },
  AP50: { label: 'AP50' },
  AP75: { label: 'AP75' },
  APsmall: { label: 'AP small' },
  APmedium: { label: 'AP medium' },
  APlarge: { label: 'AP large' },
  AR100: { label: 'AR, 100 boxes' },
  precision: { label: 'Precision' },
  recall: { label: 'Recall' },
  fpPerImage: { label: 'FP a picture', isLess: true, digits: 2 },
}

/** What differs between two runs: figures with the interval of their difference, settings, labels seen. */
export function PairSummary({ report }: { report: PairReport }) {
  const { a, b, metrics, settings, data, cautions, images } = report
  return (
    <aside className="compare-side" aria-label={t('Differences')} data-testid="pair-summary">
      <h2>{t('Figures on {{images}}', { images: countText(images, 'picture') })}</h2>
      {cautions.map((caution) => (
        <p key={caution} className="pair-caution" data-testid="pair-caution">
          {localText(caution)}
        </p>
      ))}
      <table className="pair-figures">
        <thead>
          <tr>
            <th />
            <th>A</th>
            <th>B</th>
            <th title={t('B minus A; below it where 95 % of resampled pictures put it')}>{t('B − A')}</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((figure) => (
            <FigureRow key={figure.name} figure={figure} />
          ))}
        </tbody>
      </table>
      <p className="faint small">
        {t(
          'Precision, recall and false positives: A from {{threshold}} on ({{isKept}}), B from {{threshold2}} on ({{isKept2}}).',
          {
            threshold: figureText(a.threshold),
            isKept: whose(a.isKept),
            threshold2: figureText(b.threshold),
            isKept2: whose(b.isKept),
          },
        )}
      </p>

      <h2>{t('Settings')}</h2>
      {settings === null ? (
        <p className="muted">{t('One of them was not trained here.')}</p>
      ) : settings.length === 0 ? (
        <p className="muted">{t('The same in every setting.')}</p>
      ) : (
        <ul className="pair-settings" data-testid="pair-settings">
          {settings.map(({ path, a: before, b: after }) => (
            <li key={path} title={path}>
              <span className="muted ellipsis">{settingName(path)}</span>
              <span className="ellipsis">
                {valueText(path, before)} → {valueText(path, after)}
              </span>
            </li>
          ))}
        </ul>
      )}

      <h2>{t('Labels they saw')}</h2>
      {data === null ? (
        <p className="muted">{t('Not known: one of them was not trained here, or left no record.')}</p>
      ) : (
        <>
          <dl className="pair-data" data-testid="pair-data">
            {dataLines(data).map(({ label, text }) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{localText(label)}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <Button className="pair-side-button" onClick={() => void showSeenLabels(a.runId, b.runId)}>
            <FileDiff aria-hidden />
            {t('Show them side by side')}
          </Button>
        </>
      )}
    </aside>
  )
}

function FigureRow({ figure: { name, a, b, difference } }: { figure: ComparedFigure }) {
  const { label, isLess = false, digits = 3 } = names[name] ?? { label: name }
  const text = (value: number | null) => (value === null ? '–' : value.toFixed(digits))
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`
  const change = a === null || b === null ? null : b - a
  const { low = null, high = null } = difference ?? {}
  const isSure = low !== null && high !== null && (low > 0 || high < 0)
  const isBetter = change !== null && (isLess ? change < 0 : change > 0)
  return (
    <tr>
      <th scope="row">{localText(label)}</th>
      <td>{text(a)}</td>
      <td>{text(b)}</td>
      <td className="pair-difference" data-sure={isSure ? (isBetter ? 'better' : 'worse') : 'unsure'}>
        {change === null ? '–' : signed(change)}
        {low !== null && high !== null && (
          <span className="pair-interval">
            {t('{{low}} to {{high}}', { low: signed(low), high: signed(high) })}
          </span>
        )}
      </td>
    </tr>
  )
}

const whose = (isKept: boolean) => (isKept ? t('kept with the run, perhaps by class') : t('its best F1'))
