import { Slider as Radix } from 'radix-ui'
import './Slider.css'

interface SliderProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  onChange(value: number): void
  /** Called once, when the hand lets go. */
  onCommit?(value: number): void
  disabled?: boolean
  /** What is read out in place of the number on the track, for instance on a logarithmic one. */
  valueText?: string
  testId?: string
}

/** A number on a track; arrows move it by a step, Page keys by ten. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, onChange, onCommit, disabled, valueText, testId } = props
  return (
    <Radix.Root
      className="slider"
      value={[value]}
      min={min}
      max={max}
      step={step}
      disabled={disabled ?? false}
      onValueChange={([next]) => onChange(next)}
      onValueCommit={([next]) => onCommit?.(next)}
    >
      <Radix.Track className="slider-track">
        <Radix.Range className="slider-range" />
      </Radix.Track>
      <Radix.Thumb
        className="slider-thumb"
        aria-label={label}
        aria-valuetext={valueText}
        data-testid={testId}
      />
    </Radix.Root>
  )
}
