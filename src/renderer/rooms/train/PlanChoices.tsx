import { ChevronRight } from 'lucide-react'
import type { PlanChoice } from '../../../shared/training/run'
import { localText, t } from '../../language/t'
import { revealSetting } from '../../state/training/settings'

/** What was chosen for these pictures, in words; each line leads to the setting that changes it. */
export function PlanChoices({ choices }: { choices: readonly PlanChoice[] }) {
  if (choices.length === 0) return null
  return (
    <div className="next-choices">
      <h2>{t('Chosen for these pictures')}</h2>
      <ul data-testid="plan-choices">
        {choices.map(({ text, path }) => (
          <li key={text}>
            {path === null ? (
              <span className="next-choice">{localText(text)}</span>
            ) : (
              <button
                type="button"
                className="next-choice"
                data-path={path}
                title={path}
                onClick={() => revealSetting(path)}
              >
                <span className="grow">{localText(text)}</span>
                <ChevronRight aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
