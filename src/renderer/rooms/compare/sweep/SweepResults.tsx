import { ClipboardPaste, Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { SweepId, SweepMean, SweepView } from '../../../../shared/sweep/schema'
import { figureText, shortText } from '../../../../shared/text/count'
import { ActionKey } from '../../../actions/ActionKey'
import { runAction } from '../../../actions/runAction'
import { Button } from '../../../components/Button'
import { ProgressBar } from '../../../components/ProgressBar'
import { Select } from '../../../components/Select'
import { countText } from '../../../language/count'
import { aboutDurationText, agoText } from '../../../language/duration'
import { settingName, valueText } from '../../../language/settingWords'
import { english, localText, t } from '../../../language/t'
import { adoptCombination, showSweep } from '../../../state/compare/sweeps'
import { pauseSweepAction } from '../actions/pauseSweep'
import { stopSweepAction } from '../actions/stopSweep'
import { ParetoPlot } from './ParetoPlot'
import { SweepPlaces } from './SweepPlaces'

/** A sweep: how far it is, its combinations as a table, and what each trades recall for. */
export function SweepResults({ sweeps, sweep }: { sweeps: readonly SweepView[]; sweep: SweepView }) {
  const [pickedKey, setPickedKey] = useState<string | null>(null)
  const { record, means, rows, best } = sweep
  const picked = means.find((mean) => keyOf(mean) === pickedKey) ?? best ?? null
  return (
    <div className="sweep-results">
      <SweepHead sweeps={sweeps} sweep={sweep} />
      {sweep.mixedLabels && (
        <p className="pair-caution">
          {t('Labels changed while it ran: its runs did not all learn from the same boxes.')}
        </p>
      )}
      <div className="sweep-figures">
        <ParetoPlot
          rows={rows}
          means={means}
          pickedKey={picked === null ? null : keyOf(picked)}
          onPick={setPickedKey}
        />
        <div className="sweep-picked">
          <h2>
            {picked === null ? t('No combination yet') : picked === best ? t('Highest mean AP') : t('Picked')}
          </h2>
          {picked !== null && (
            <>
              <ul>
                {Object.entries(picked.settings).map(([path, value]) => (
                  <li key={path}>
                    <span className="muted">{settingName(path)}</span> {valueText(path, value)}
                  </li>
                ))}
                {Object.keys(picked.settings).length === 0 && <li>{t('The settings as they are')}</li>}
              </ul>
              <p className="muted">
                {t(
                  'AP {{AP}}, recall {{recall}} at {{fpPerImage}} false positives a picture, over {{runs}}',
                  {
                    AP: figureText(picked.AP),
                    recall: figureText(picked.recall),
                    fpPerImage: shortText(picked.fpPerImage),
                    runs: countText(picked.runs.length, 'run'),
                  },
                )}
              </p>
              <Button
                variant="primary"
                data-testid="use-combination"
                title={t('The next run begins with them')}
                onClick={() => adoptCombination(record.request.base, picked.settings)}
              >
                <ClipboardPaste aria-hidden />
                {t('Use these settings')}
              </Button>
            </>
          )}
        </div>
      </div>
      <MeansTable
        means={means}
        best={best}
        pickedKey={picked === null ? null : keyOf(picked)}
        onPick={setPickedKey}
      />
      <SweepPlaces sweep={sweep} />
    </div>
  )
}

export const keyOf = ({ settings }: Pick<SweepMean, 'settings'>) => JSON.stringify(settings)

const statusWords = {
  running: english('Cut off'),
  paused: english('Paused'),
  stopped: english('Stopped'),
  finished: english('Done'),
} as const

function SweepHead({ sweeps, sweep }: { sweeps: readonly SweepView[]; sweep: SweepView }) {
  const { record, isActive, places, secondsLeft } = sweep
  const done = places.filter(({ status }) => status === 'finished').length
  const canGoOn = !isActive && (record.status === 'paused' || record.status === 'running')
  return (
    <header className="sweep-head">
      <Select
        label={t('Sweep')}
        testId="sweep-shown"
        value={record.id}
        options={sweeps.map(({ record: { id, createdAt, request } }) => ({
          value: id,
          label: nameOf(id, request.grid, createdAt),
        }))}
        onChange={(id) => showSweep(id as SweepId)}
      />
      <div className="grow">
        <p className="small muted" data-testid="sweep-status">
          {t('{{value}}: {{done}} of {{places}}', {
            value: isActive ? t('Running') : localText(statusWords[record.status]),
            done,
            places: countText(places.length, 'run'),
          })}
          {secondsLeft !== null &&
            t(', {{secondsLeft}} left', { secondsLeft: aboutDurationText(secondsLeft) })}
        </p>
        <ProgressBar label={t('Sweep')} value={done / Math.max(1, places.length)} />
      </div>
      {isActive && (
        <Button
          data-testid="sweep-pause"
          title={t('Save the run in progress; it goes on later')}
          onClick={() => runAction(pauseSweepAction)}
        >
          <Pause aria-hidden />
          {t('Pause')} <ActionKey action={pauseSweepAction} />
        </Button>
      )}
      {canGoOn && (
        <Button
          variant="primary"
          data-testid="sweep-resume"
          title={t('Go on where it was')}
          onClick={() => runAction(pauseSweepAction)}
        >
          <Play aria-hidden />
          {t('Go on')} <ActionKey action={pauseSweepAction} />
        </Button>
      )}
      {(isActive || canGoOn) && (
        <Button
          data-testid="sweep-stop"
          title={t('End it; its runs stay')}
          onClick={() => runAction(stopSweepAction)}
        >
          <Square aria-hidden />
          {t('Stop')} <ActionKey action={stopSweepAction} />
        </Button>
      )}
    </header>
  )
}

interface MeansTableProps {
  means: readonly SweepMean[]
  best: SweepMean | null
  pickedKey: string | null
  onPick(key: string): void
}

/** A row a combination: means over the seeds, with the lowest and highest AP of them. */
function MeansTable({ means, best, pickedKey, onPick }: MeansTableProps) {
  if (means.length === 0) return null
  const paths = Object.keys(means[0].settings)
  return (
    <table className="sweep-table" data-testid="sweep-table">
      <thead>
        <tr>
          {paths.map((path) => (
            <th key={path} title={path}>
              {settingName(path)}
            </th>
          ))}
          <th>{t('Seeds')}</th>
          <th>{t('Mean AP')}</th>
          <th>{t('Lowest to highest')}</th>
          <th>{t('AP50')}</th>
          <th>{t('FP a picture')}</th>
          <th>{t('Recall')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {means.map((mean) => (
          <tr key={keyOf(mean)} aria-selected={keyOf(mean) === pickedKey}>
            {paths.map((path) => (
              <td key={path}>{valueText(path, mean.settings[path])}</td>
            ))}
            <td>{mean.runs.length}</td>
            <td>
              {figureText(mean.AP)}
              {best !== null && keyOf(best) === keyOf(mean) && (
                <span className="sweep-best">{t('best')}</span>
              )}
            </td>
            <td>
              {mean.spreadAP === null
                ? '–'
                : t('{{spreadAP}} to {{spreadAP2}}', {
                    spreadAP: figureText(mean.spreadAP[0]),
                    spreadAP2: figureText(mean.spreadAP[1]),
                  })}
            </td>
            <td>{figureText(mean.AP50)}</td>
            <td>{shortText(mean.fpPerImage)}</td>
            <td>{figureText(mean.recall)}</td>
            <td>
              <Button variant="quiet" data-testid="pick-combination" onClick={() => onPick(keyOf(mean))}>
                {t('Pick')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** `Sweep 2: Focus γ, 3 h ago`. */
function nameOf(id: string, grid: readonly string[], createdAt: number): string {
  const settings = grid.map((axis) => settingName(axis.split('=')[0])).join(t(', '))
  return t('Sweep {{number}}: {{settings}}, {{ago}}', {
    number: Number(id.replace(/\D+/g, '')),
    settings: settings || t('Seeds'),
    ago: agoText(createdAt, Date.now()),
  })
}
