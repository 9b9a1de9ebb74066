import { problemPresets } from '../../../../shared/training/problemPresets/index'
import { Tooltip } from '../../../components/Tooltip'
import { localText, t } from '../../../language/t'
import { applyChanges } from '../../../state/training/settings'

/** Presets by what is hard about the pictures. */
export function ProblemPicker() {
  return (
    <section className="problems" aria-label={t('Settings for a problem')}>
      <p className="problems-title">{t('What is hard about your pictures?')}</p>
      <div className="problems-list">
        {problemPresets.map((preset) => (
          <Tooltip key={preset.id} label={localText(preset.words)} side="left">
            <button
              type="button"
              className="problem"
              data-testid={`problem-${preset.id}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => applyChanges(preset.title, preset.changes)}
            >
              {localText(preset.title)}
            </button>
          </Tooltip>
        ))}
      </div>
    </section>
  )
}
