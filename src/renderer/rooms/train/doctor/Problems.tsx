import type { TrainingProblem } from '../../../../shared/training/run'
import { localText, t } from '../../../language/t'
import { MendButton } from './MendButton'
import './Problems.css'

/** What hurts the training, why, and a button that mends it; what blocks comes first. */
export function Problems({ problems }: { problems: readonly TrainingProblem[] }) {
  if (problems.length === 0) return null
  const blocking = problems.filter(({ severity }) => severity === 'blocks')
  const others = problems.filter(({ severity }) => severity !== 'blocks')
  return (
    <ul className="problems-found" aria-label={t('Problems found')} data-testid="problems">
      {[...blocking, ...others].map((problem) => (
        <li
          key={`${problem.code} ${problem.message}`}
          data-severity={problem.severity}
          data-testid={`problem-found-${problem.code}`}
        >
          <span
            className="problem-dot"
            title={problem.severity === 'blocks' ? t('In the way') : t('A warning')}
          />
          <span className="grow">
            {localText(problem.message)} <span className="muted">{localText(problem.hint)}</span>
          </span>
          {problem.mend !== null && <MendButton mend={problem.mend} about={problem.message} />}
        </li>
      ))}
    </ul>
  )
}
