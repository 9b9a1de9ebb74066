import { Switch } from 'radix-ui'
import './Toggle.css'

interface ToggleProps {
  label: string
  /** What it does, in a few words under the label. */
  words?: string | undefined
  isOn: boolean
  onChange(isOn: boolean): void
  testId?: string
}

/** A yes or no with its words; the whole line presses it. */
export function Toggle({ label, words, isOn, onChange, testId }: ToggleProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is a button, which a label may hold
    <label className="toggle">
      <Switch.Root
        className="switch"
        aria-label={label}
        data-testid={testId}
        checked={isOn}
        onCheckedChange={onChange}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <span className="grow">
        <span className="toggle-label">{label}</span>
        {words !== undefined && <span className="toggle-words">{words}</span>}
      </span>
    </label>
  )
}
