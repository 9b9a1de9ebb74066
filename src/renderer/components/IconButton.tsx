import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { useKeys } from '../actions/useKeys'
import type { Keyed } from '../keys/keymap'
import { Tooltip } from './Tooltip'
import { useKeptFocus } from './useKeptFocus'
import './IconButton.css'

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon
  /** Read by screen readers and shown in the tooltip. */
  label: string
  /** Whose key the tooltip shows. */
  action?: Keyed
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
  ref?: Ref<HTMLButtonElement>
}

const none: Keyed = { id: '', keys: [] }

/** A square button with an icon; its name and key are in the tooltip. */
export function IconButton({
  icon: Icon,
  label,
  action = none,
  tooltipSide,
  className = '',
  ...rest
}: IconButtonProps) {
  const [chord] = useKeys(action)
  const kept = useKeptFocus(rest)
  return (
    <Tooltip label={label} chord={chord} side={tooltipSide ?? 'bottom'}>
      <button
        type="button"
        aria-label={label}
        onMouseDown={(event) => event.preventDefault()}
        className={`icon-button ${className}`}
        {...rest}
        {...kept}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  )
}
