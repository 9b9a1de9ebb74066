import { Check, Pencil, WandSparkles, X } from 'lucide-react'
import { useMemo } from 'react'
import type { ClassRecord } from '../../../../shared/annotation/schema'
import type { Proposal } from '../../../../shared/proposals/schema'
import { groupedText } from '../../../../shared/text/count'
import { ActionKey } from '../../../actions/ActionKey'
import { acceptSelected } from '../../../actions/proposals/acceptSelected'
import { acceptShown } from '../../../actions/proposals/acceptShown'
import { mendSelected } from '../../../actions/proposals/mendSelected'
import { proposeLabelsAction } from '../../../actions/proposals/proposeLabels'
import { rejectSelected } from '../../../actions/proposals/rejectSelected'
import { rejectShown } from '../../../actions/proposals/rejectShown'
import { runAction } from '../../../actions/runAction'
import { Button } from '../../../components/Button'
import { ClassSwatch } from '../../../components/ClassSwatch'
import { IconButton } from '../../../components/IconButton'
import { SectionTitle } from '../../../components/SectionTitle'
import { Slider } from '../../../components/Slider'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { inProject } from '../../../state/labels/inProject'
import { goToImage } from '../../../state/labels/selection'
import { useProject } from '../../../state/project/project'
import { acceptProposals, rejectProposals } from '../../../state/proposals/judgeProposals'
import { toggleProposedClass, useProposals, useStandingProposals } from '../../../state/proposals/proposals'
import { useTraining } from '../../../state/training/training'
import { useSettledBoxes, useSettledId } from '../settled'
import './ProposalsSection.css'

/** What a model would draw on this picture: how sure it has to be, class by class, accepted or rejected by key. */
export function ProposalsSection() {
  const imageId = useSettledId()
  const all = useStandingProposals(imageId, true)
  const shown = useStandingProposals(imageId)
  const waiting = useProposals((state) => state.waiting)
  const isReadOnly = useProject((state) => state.summary?.readOnly !== false)
  return (
    <section className="proposals-section" aria-label={t('Proposals')}>
      <div className="section-head">
        <SectionTitle>{t('Proposals')}</SectionTitle>
        <span className="proposals-head">
          <span className="faint" data-testid="proposals-count">
            {all.length === 0 ? '' : t('{{shown}} of {{all}}', { shown: shown.length, all: all.length })}
          </span>
          <IconButton
            icon={WandSparkles}
            label={t('Propose labels')}
            action={proposeLabelsAction}
            data-testid="propose-labels"
            disabled={isReadOnly}
            onClick={() => runAction(proposeLabelsAction)}
          />
        </span>
      </div>
      {all.length > 0 ? <Judging all={all} shown={shown} /> : waiting.size > 0 && <Elsewhere />}
    </section>
  )
}

function Judging({ all, shown }: { all: readonly Proposal[]; shown: readonly Proposal[] }) {
  const classes = useProject((state) => state.classes)
  const threshold = useProposals((state) => state.threshold)
  const imageId = useSettledId()
  // Until the boxes of the picture are there nothing on it can be changed.
  const isReady = useProject(({ documents }) => imageId !== null && documents.has(imageId))
  const present = classes.filter(({ id }) => all.some(({ classId }) => classId === id))
  return (
    <>
      <p className="proposals-from faint small" data-testid="proposals-from">
        {t('From {{all}}', { all: useSources(all) })}
      </p>
      <div className="proposals-threshold">
        <span className="muted">{t('Score from')}</span>
        <Slider
          label={t('Least score of a proposal')}
          value={threshold}
          min={0}
          max={1}
          step={0.01}
          onChange={(next) => useProposals.setState({ threshold: next })}
          testId="proposal-threshold"
        />
        <span className="proposals-score">{threshold.toFixed(2)}</span>
      </div>
      <div className="proposals-classes">
        {present.map((record) => (
          <ProposedClass key={record.id} record={record} all={all} shown={shown} />
        ))}
      </div>
      {all.every(({ score }) => score < threshold) ? (
        <AllLower all={all} />
      ) : (
        <SelectedProposal shown={shown} />
      )}
      <div className="proposals-all">
        <Button
          disabled={shown.length === 0 || !isReady}
          data-testid="accept-shown"
          onClick={() => runAction(acceptShown)}
        >
          {t('Accept {{shown}}', { shown: shown.length })} <ActionKey action={acceptShown} />
        </Button>
        <Button
          variant="quiet"
          disabled={shown.length === 0 || !isReady}
          data-testid="reject-shown"
          onClick={() => runAction(rejectShown)}
        >
          {t('Reject {{shown}}', { shown: shown.length })} <ActionKey action={rejectShown} />
        </Button>
      </div>
    </>
  )
}

interface ProposedClassProps {
  record: ClassRecord
  all: readonly Proposal[]
  shown: readonly Proposal[]
}

/** One class: shown or not, how many, and all of them accepted or rejected at once. */
function ProposedClass({ record, all, shown }: ProposedClassProps) {
  const isHidden = useProposals((state) => state.hidden.has(record.id))
  const own = shown.filter(({ classId }) => classId === record.id)
  const total = all.filter(({ classId }) => classId === record.id).length
  return (
    <div className="list-row proposals-class" data-testid="proposed-class">
      <input
        type="checkbox"
        aria-label={t('Show proposals of {{name}}', { name: record.name })}
        checked={!isHidden}
        onChange={() => toggleProposedClass(record.id)}
      />
      <ClassSwatch color={record.color} />
      <span className="grow ellipsis">{record.name}</span>
      <span className="faint proposals-numbers">{t('{{own}} of {{total}}', { own: own.length, total })}</span>
      <IconButton
        icon={Check}
        label={t('Accept {{own}} of {{name}}', { own: countText(own.length, 'proposal'), name: record.name })}
        disabled={own.length === 0}
        data-testid="accept-class"
        onClick={() => acceptProposals(own)}
      />
      <IconButton
        icon={X}
        label={t('Reject {{own}} of {{name}}', { own: countText(own.length, 'proposal'), name: record.name })}
        disabled={own.length === 0}
        data-testid="reject-class"
        onClick={() => rejectProposals(own)}
      />
    </div>
  )
}

/** There are some, but the score that is asked for hides them all. */
function AllLower({ all }: { all: readonly Proposal[] }) {
  const least = Math.min(...all.map(({ score }) => score))
  return (
    <div className="proposals-selected" data-testid="proposals-lower">
      <span className="grow muted">{t('All of them score lower')}</span>
      <Button
        variant="quiet"
        onClick={() => useProposals.setState({ threshold: Math.floor(100 * least) / 100 })}
      >
        {t('Show them')}
      </Button>
    </div>
  )
}

function SelectedProposal({ shown }: { shown: readonly Proposal[] }) {
  const selectedId = useProposals((state) => state.selectedId)
  const hasBox = useSettledBoxes().length > 0
  const classes = useProject((state) => state.classes)
  const proposal = hasBox ? undefined : shown.find(({ id }) => id === selectedId)
  const name = classes.find(({ id }) => id === proposal?.classId)?.name
  return (
    <div className="proposals-selected" data-testid="selected-proposal">
      <span className={`grow ellipsis ${proposal === undefined ? 'faint' : ''}`}>
        {proposal === undefined ? t('None selected') : `${name} ${proposal.score.toFixed(2)}`}
      </span>
      {(
        [
          [Check, acceptSelected, t('Accept')],
          [Pencil, mendSelected, t('Accept and mend')],
          [X, rejectSelected, t('Reject')],
        ] as const
      ).map(([icon, action, label]) => (
        <IconButton
          key={label}
          icon={icon}
          label={label}
          action={action}
          disabled={proposal === undefined}
          onClick={() => runAction(action)}
        />
      ))}
    </div>
  )
}

/** Nothing waits here, but on other pictures. */
function Elsewhere() {
  const waiting = useProposals((state) => state.waiting)
  const images = useProject((state) => inProject(state.images))
  const [next] = images.filter(({ id }) => waiting.has(id))
  const total = useMemo(() => [...waiting.values()].reduce((sum, count) => sum + count, 0), [waiting])
  return (
    <div className="proposals-elsewhere">
      <span className="grow muted small">
        {t('None here, {{total}} on {{size}}', {
          total: groupedText(total),
          size: countText(waiting.size, 'other picture'),
        })}
      </span>
      {next !== undefined && (
        <Button variant="quiet" onClick={() => void goToImage(next.id)}>
          {t('Show')}
        </Button>
      )}
    </div>
  )
}

/** Who proposed, in words. */
function useSources(proposals: readonly Proposal[]): string {
  const runs = useTraining((state) => state.runs)
  const sources = [...new Set(proposals.map(({ source }) => source))]
  return sources
    .map((source) => (source === 'coco' ? 'COCO' : (runs.find(({ id }) => id === source)?.name ?? source)))
    .join(t(' and '))
}
