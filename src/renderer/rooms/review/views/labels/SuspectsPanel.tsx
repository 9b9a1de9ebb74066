import type { SuspectKind } from '../../../../../shared/labels/schema'
import { groupedText } from '../../../../../shared/text/count'
import { Panel } from '../../../../components/Panel'
import { type PanelSection, PanelSections } from '../../../../components/PanelSections'
import { ProgressBar } from '../../../../components/ProgressBar'
import { SectionTitle } from '../../../../components/SectionTitle'
import { localText, t } from '../../../../language/t'
import { filterSuspects, useSuspects } from '../../../../state/review/suspects'
import { CheckSetUp } from './CheckSetUp'
import { kinds } from './kinds'

const sections: readonly PanelSection[] = [
  { id: 'kinds', title: 'Doubted labels', isOpen: true, ownsHead: true, Content: SuspectKinds },
  { id: 'round', title: 'This round', isOpen: true, ownsHead: true, Content: SuspectRound },
  { id: 'check', title: 'Check my labels', isOpen: true, ownsHead: true, Content: CheckSetUp },
]

/** Left side: doubted labels by kind, how far they are gone through, and the check itself. */
export function SuspectsPanel() {
  return (
    <Panel id="labels.left" side="left" label={t('Doubted labels')}>
      <PanelSections panelId="labels.left" sections={sections} />
    </Panel>
  )
}

/** Doubted labels by kind; a press filters. */
function SuspectKinds() {
  const list = useSuspects((state) => state.list)
  const chosen = useSuspects((state) => state.kind)
  const suspects = list?.suspects ?? []
  const most = Math.max(1, ...countsOf(suspects).values())
  return (
    <section aria-label={t('Doubted labels')}>
      <div className="section-head">
        <SectionTitle>{t('Doubted labels')}</SectionTitle>
        <span className="faint" data-testid="suspect-count">
          {list === null ? '' : groupedText(suspects.length)}
        </span>
      </div>
      <ul aria-label={t('Doubted labels by kind')}>
        {(Object.keys(kinds) as SuspectKind[]).map((kind) => {
          const count = countsOf(suspects).get(kind) ?? 0
          return (
            <li key={kind}>
              <button
                type="button"
                className="label-kind"
                aria-pressed={chosen === kind}
                title={localText(kinds[kind].words)}
                data-testid={`suspects-${kind}`}
                onClick={() => filterSuspects(chosen === kind ? null : kind)}
              >
                <span>{localText(kinds[kind].label)}</span>
                <span className="muted">{groupedText(count)}</span>
                <span className="label-kind-track">
                  <span
                    style={{ width: `${(100 * count) / most}%`, background: `var(${kinds[kind].color})` }}
                  />
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How far the round is, and what it rests on. */
function SuspectRound() {
  const list = useSuspects((state) => state.list)
  const suspects = list?.suspects ?? []
  const given = suspects.filter(({ verdict }) => verdict !== null)
  const of = (verdict: string) => given.filter((suspect) => suspect.verdict === verdict).length
  return (
    <section className="labels-round" aria-label={t('This round')}>
      <div className="section-head">
        <SectionTitle>{t('This round')}</SectionTitle>
        <span className="faint" data-testid="suspects-done">
          {t('{{given}} of {{suspects}}', { given: given.length, suspects: suspects.length })}
        </span>
      </div>
      <ProgressBar
        label={t('Doubted labels with a verdict')}
        value={given.length / Math.max(1, suspects.length)}
        tone="good"
      />
      <p className="faint small">
        {t('{{of}} mended, {{of2}} kept, {{of3}} ignored', {
          of: of('accept'),
          of2: of('reject'),
          of3: of('ignore'),
        })}
      </p>
      <p className="muted small">{localText(list?.basis ?? '')}</p>
      {list?.blind.map((sentence) => (
        <p key={sentence} className="muted small">
          {localText(sentence)}
        </p>
      ))}
    </section>
  )
}

function countsOf(suspects: readonly { kind: SuspectKind }[]): Map<SuspectKind, number> {
  const counts = new Map<SuspectKind, number>()
  for (const { kind } of suspects) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
