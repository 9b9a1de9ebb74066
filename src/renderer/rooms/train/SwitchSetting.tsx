import { Switch } from 'radix-ui'

interface SwitchSettingProps {
  label: string
  hint: string
  value: boolean
  testId?: string
  onChange(value: boolean): void
}

/** A yes or no of the settings, with what it does. */
export function SwitchSetting({ label, hint, value, testId, onChange }: SwitchSettingProps) {
  return (
    <div className="setting">
      <div className="setting-line">
        <span className="grow">{label}</span>
        <Switch.Root
          className="switch"
          aria-label={label}
          data-testid={testId}
          checked={value}
          onCheckedChange={onChange}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      </div>
      <p className="setting-hint">{hint}</p>
    </div>
  )
}
