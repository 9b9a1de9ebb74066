import type { ButtonHTMLAttributes, Ref } from 'react'
import { useKeptFocus } from './useKeptFocus'
import './Button.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  size?: 'medium' | 'large'
  ref?: Ref<HTMLButtonElement>
}

/** A button; a press of the mouse leaves the keyboard focus where it was, so that keys go on working. */
export function Button({ variant = 'plain', size = 'medium', className = '', ...rest }: ButtonProps) {
  const kept = useKeptFocus(rest)
  return (
    <button
      type="button"
      onMouseDown={(event) => event.preventDefault()}
      className={`button button-${variant} button-${size} ${className}`}
      {...rest}
      {...kept}
    />
  )
}
