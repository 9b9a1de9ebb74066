import { Slider as Radix } from 'radix-ui'
import './Slider.css'

interface RangeSliderProps {
  labels: readonly [string, string]
  value: readonly [number, number]
  min: number
  max: number
  step: number
  onChange(value: [number, number]): void
  /** Called once, when the hand lets go. */
  onCommit?(value: [number, number]): void
  testIds?: readonly [string, string]
}

/** A stretch of a track with a handle at each end, a step apart at least; arrows move a handle by a step, Page keys by ten. */
export function RangeSlider(props: RangeSliderProps) {
  const { labels, value, min, max, step, onChange, onCommit, testIds } = props
  return (
    <Radix.Root
      className="slider"
      value={[...value]}
      min={min}
      max={max}
      step={step}
      minStepsBetweenThumbs={1}
      onValueChange={([low, high]) => onChange([low, high])}
      onValueCommit={([low, high]) => onCommit?.([low, high])}
    >
      <Radix.Track className="slider-track">
        <Radix.Range className="slider-range" />
      </Radix.Track>
      {labels.map((label, i) => (
        <Radix.Thumb key={label} className="slider-thumb" aria-label={label} data-testid={testIds?.[i]} />
      ))}
    </Radix.Root>
  )
}
