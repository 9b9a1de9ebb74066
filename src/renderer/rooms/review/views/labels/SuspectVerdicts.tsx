import type { Suspect } from '../../../../../shared/labels/schema'
import { ActionLetter } from '../../../../actions/ActionLetter'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { Panel } from '../../../../components/Panel'
import { localText, t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { judgeSuspect } from '../../../../state/review/suspects'
import { StepButtons } from '../../StepButtons'
import { nextSuspect } from './actions/nextSuspect'
import { previousSuspect } from './actions/previousSuspect'
import { suspectVerdictActions } from './actions/verdicts'
import { kinds, suspectVerdicts } from './kinds'

interface SuspectVerdictsProps {
  suspect: Suspect | null
  suspects: readonly Suspect[]
}

/** Right side: why the label is doubted, and the keys that settle it. */
export function SuspectVerdicts({ suspect, suspects }: SuspectVerdictsProps) {
  const classes = useProject((state) => state.classes)
  const colorOf = (classId: string | null) => classes.find(({ id }) => id === classId)?.color ?? 0
  const position = suspects.findIndex(({ id }) => id === suspect?.id) + 1
  return (
    <Panel id="labels.right" side="right" label={t('Verdict on the label')}>
      <div className="section-head">
        <h2>{suspect === null ? t('Verdict') : localText(kinds[suspect.kind].label)}</h2>
        <span className="faint" data-testid="suspect-position">
          {suspects.length === 0
            ? ''
            : t('{{position}} of {{suspects}}', { position, suspects: suspects.length })}
        </span>
      </div>
      {suspect !== null && (
        <div className="label-verdicts" key={suspect.id}>
          <p data-testid="suspect-why">{localText(suspect.why)}</p>
          <dl className="label-facts">
            <dt>{t('Label')}</dt>
            <dd>
              {suspect.label === null ? (
                <span className="faint">{t('none')}</span>
              ) : (
                <>
                  <ClassSwatch color={colorOf(suspect.label.classId)} /> {suspect.label.className}
                </>
              )}
            </dd>
            <dt>{t('Model')}</dt>
            <dd>
              <ClassSwatch color={colorOf(suspect.prediction.classId)} /> {suspect.prediction.className},{' '}
              {suspect.prediction.score.toFixed(2)}
            </dd>
            <dt title={t("ObjectLab's score: 0 surely wrong, 1 surely right")}>{t('Score of the label')}</dt>
            <dd>{suspect.labelScore.toFixed(2)}</dd>
          </dl>
          {suspectVerdicts.map(({ verdict, label, words, color }) => (
            <button
              key={verdict}
              type="button"
              className="label-verdict"
              aria-pressed={suspect.verdict === verdict}
              data-testid={`suspect-${verdict}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void judgeSuspect(verdict)}
            >
              <span className="label-verdict-key" style={{ color: `var(${color})` }}>
                <ActionLetter action={suspectVerdictActions.find(({ id }) => id === `labels.${verdict}`)} />
              </span>
              <span>
                <span className="label-verdict-name">{localText(label[suspect.kind])}</span>
                <span className="label-verdict-words faint">{localText(words[suspect.kind])}</span>
              </span>
            </button>
          ))}
          <StepButtons next={nextSuspect} back={previousSuspect} />
        </div>
      )}
    </Panel>
  )
}
