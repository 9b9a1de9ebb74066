import { Undo2, X } from 'lucide-react'
import { Button } from '../../../components/Button'
import { IconButton } from '../../../components/IconButton'
import { countText } from '../../../language/count'
import { settingName, valueText } from '../../../language/settingWords'
import { localText, t } from '../../../language/t'
import { keepApplied, revealSetting, undoApplied, useSettings } from '../../../state/training/settings'

/** What was changed in one press: each setting, from what to what and why; one press takes it back. */
export function AppliedBar() {
  const applied = useSettings((state) => state.applied.at(-1))
  if (applied === undefined) return null
  const { title, differences, reasons } = applied
  return (
    <section className="applied" aria-label={t('Settings that were changed')} data-testid="applied">
      <div className="applied-head">
        <span className="grow">
          <strong>{localText(title)}</strong>{' '}
          {t('changed {{differences}}', { differences: countText(differences.length, 'setting') })}
        </span>
        <Button className="applied-undo" data-testid="undo-settings" onClick={undoApplied}>
          <Undo2 aria-hidden />
          {t('Undo')}
        </Button>
        <IconButton icon={X} label={t('Keep these settings')} onClick={keepApplied} />
      </div>
      <ul>
        {differences.map(({ path, a, b }) => (
          <li key={path}>
            <button type="button" className="applied-change" onClick={() => revealSetting(path)}>
              <span className="applied-name">{settingName(path)}</span>
              <span className="applied-values">
                <span className="faint">{valueText(path, a)}</span> → {valueText(path, b)}
              </span>
              {reasons[path] ? <span className="applied-reason">{localText(reasons[path])}</span> : null}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
