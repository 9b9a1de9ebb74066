import { RotateCcw } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import { groupOf } from '../../../../shared/training/knobs/index'
import type { Knob } from '../../../../shared/training/knobs/types'
import { defaultAt, isChanged, isInForce, numberText } from '../../../../shared/training/knobs/values'
import { IconButton } from '../../../components/IconButton'
import { Tooltip } from '../../../components/Tooltip'
import { conditionText, valueText } from '../../../language/settingWords'
import { localText, t } from '../../../language/t'
import { forgetSought, resetSetting, useSettings } from '../../../state/training/settings'
import './knobs.css'

interface KnobFrameProps {
  knob: Knob
  config: TrainConfig
  /** What is wrong with the setting. */
  issue: string | null
  /** Beside the name. */
  value?: ReactNode
  /** Below it. */
  children?: ReactNode
  /** In place of the knob's own words. */
  words?: string | undefined
}

/** So long the setting that was asked for is lit; then opening its section again is nothing special. */
const SHOWN_MS = 1600

const focusable = 'input:enabled, select, [role=slider], [role=switch], [role=radio]'

/** What every setting has: name, the way back to its default, its words, and what is wrong with it. */
export function KnobFrame({ knob, config, issue, value, children, words = knob.words }: KnobFrameProps) {
  const sought = useSettings((state) => (state.sought?.path === knob.path ? state.sought : null))
  const frame = useRef<HTMLDivElement>(null)
  const isIdle = !isInForce(knob, config)
  const standard = valueText(knob.path, defaultAt(knob.path))

  useEffect(() => {
    if (sought === null) return
    frame.current?.scrollIntoView({ block: 'center' })
    frame.current?.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true })
    const timer = setTimeout(forgetSought, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [sought])

  return (
    <div
      ref={frame}
      className="knob"
      data-idle={isIdle}
      data-sought={sought !== null}
      data-untitled={groupOf(knob.path)?.title === knob.term}
      data-testid={`setting-${knob.path}`}
    >
      <div className="knob-line">
        <Tooltip
          label={t('{{path}}, default {{standard}}{{knob}}', {
            path: knob.path,
            standard,
            knob: rangeText(knob),
          })}
          side="left"
        >
          <span className="knob-term">
            {localText(knob.term)}
            {knob.symbol !== undefined && <span className="knob-symbol">{knob.symbol}</span>}
          </span>
        </Tooltip>
        {isChanged(config, knob.path) && (
          <IconButton
            icon={RotateCcw}
            className="knob-reset"
            label={t('Reset {{term}} to {{standard}}', {
              term: localText(knob.term).toLowerCase(),
              standard,
            })}
            data-testid={`reset-${knob.path}`}
            onClick={() => resetSetting(knob.path)}
          />
        )}
        <span className="knob-value">{value}</span>
      </div>
      {children}
      <p className="knob-words">{localText(words)}</p>
      {isIdle && <p className="knob-words">{t('Needs {{knob}}.', { knob: conditionText(knob) })}</p>}
      {issue !== null && (
        <p className="knob-issue" role="alert">
          {localText(issue)}
        </p>
      )}
    </div>
  )
}

/** The safe range of a number, for the tooltip. */
function rangeText(knob: Knob): string {
  return 'min' in knob
    ? t(', safe from {{min}} to {{max}}', { min: numberText(knob.min), max: numberText(knob.max) })
    : ''
}
