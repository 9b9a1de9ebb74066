import { FileClock } from 'lucide-react'
import { useEffect } from 'react'
import type { LabelsOf } from '../../../../shared/compare/schema'
import type { RunId } from '../../../../shared/ids'
import { EmptyState } from '../../../components/EmptyState'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { Select } from '../../../components/Select'
import { localText, t } from '../../../language/t'
import { showSeenLabels, useSeenLabels } from '../../../state/compare/compareLabels'
import { useTraining } from '../../../state/training/training'
import { dataLines } from '../dataLines'
import { SeenCanvas } from './SeenCanvas'
import { SeenPictures } from './SeenPictures'
import './LabelsView.css'

/** The labels that a run saw, picture by picture, beside those of another run or of now. */
export function LabelsView() {
  const runs = useTraining((state) => state.runs).filter(({ origin }) => origin === 'trained')
  const { a, b, diff, problem } = useSeenLabels()
  const isThere = runs.some(({ id }) => id === a)
  const [newest] = runs
  useEffect(() => {
    if (!isThere && newest !== undefined) void showSeenLabels(newest.id)
  }, [isThere, newest])

  if (newest === undefined) {
    return (
      <section className="compare-main" aria-label={t('Labels seen')}>
        <EmptyState icon={FileClock} title={t('No run has seen labels yet')} testId="labels-nothing">
          {t(
            'Each run keeps the exact boxes that it learnt from. Train one, and they can be looked at here however the labels change.',
          )}
        </EmptyState>
      </section>
    )
  }
  return (
    <>
      <aside className="compare-side labels-side" aria-label={t('What differs')}>
        <div className="labels-choice">
          <span>{t('Labels of')}</span>
          <Select
            label={t('Labels that this run saw')}
            testId="labels-a"
            value={a ?? ''}
            options={runs.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => void showSeenLabels(id as RunId, b)}
          />
          <span>{t('beside')}</span>
          <Select
            label={t('Beside the labels')}
            testId="labels-b"
            value={b}
            options={[
              { value: 'now', label: t('as they are now') },
              ...runs
                .filter(({ id }) => id !== a)
                .map(({ id, name }) => ({ value: id, label: t('of {{name}}', { name }) })),
            ]}
            onChange={(id) => a !== null && void showSeenLabels(a, id as LabelsOf)}
          />
        </div>
        {problem !== null && <ErrorNotice error={problem} />}
        {diff !== null && (
          <>
            <dl className="pair-data" data-testid="labels-sums">
              {dataLines(diff).map(({ label, text }) => (
                <div key={label} style={{ display: 'contents' }}>
                  <dt>{localText(label)}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
            {diff.images.length === 0 && <p className="muted labels-same">{t('Nothing differs.')}</p>}
            <SeenPictures diff={diff} />
          </>
        )}
      </aside>
      <section className="compare-main" aria-label={t('Labels seen')}>
        <SeenCanvas />
      </section>
    </>
  )
}
