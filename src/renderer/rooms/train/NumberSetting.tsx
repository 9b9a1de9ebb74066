import { RotateCcw } from 'lucide-react'
import { IconButton } from '../../components/IconButton'
import { Slider } from '../../components/Slider'

interface NumberSettingProps {
  label: string
  /** What it does, in plain words. */
  hint: string
  value: number
  min: number
  max: number
  step: number
  /** The default, offered again where it was left. */
  initial: number
  digits?: number
  unit?: string
  testId?: string
  onChange(value: number): void
}

/** A number of the settings: name, value, slider in its safe range, and what it does. */
export function NumberSetting(props: NumberSettingProps) {
  const { label, hint, value, min, max, step, initial, digits = 1, unit = '', testId, onChange } = props
  return (
    <div className="setting">
      <div className="setting-line">
        <span className="grow">{label}</span>
        {value !== initial && (
          <IconButton icon={RotateCcw} label={`Back to ${initial}`} onClick={() => onChange(initial)} />
        )}
        <output className="setting-value">
          {Number.isInteger(step) ? value : value.toFixed(digits)} {unit}
        </output>
      </div>
      <Slider
        label={label}
        value={value}
        min={min}
        max={max}
        step={step}
        testId={testId ?? ''}
        onChange={(next) => onChange(Number(next.toFixed(4)))}
      />
      <p className="setting-hint">{hint}</p>
    </div>
  )
}
