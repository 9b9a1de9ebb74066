import { type ButtonHTMLAttributes, type FocusEvent, type MouseEvent, useState } from 'react'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement>
type Kept = Pick<ButtonProps, 'disabled' | 'onClick' | 'onFocus' | 'onBlur'>

/**
 * The props of a button that keeps the keyboard focus when it becomes disabled: it does nothing any more and says so, but
 * only once the focus has left is it `disabled`. A `disabled` element drops the focus, and with it a person's place.
 */
export function useKeptFocus({ disabled = false, onClick, onFocus, onBlur }: Kept): ButtonProps {
  const [hasFocus, setHasFocus] = useState(false)
  const isKept = disabled && hasFocus
  return {
    disabled: disabled && !hasFocus,
    ...(isKept && { 'aria-disabled': true }),
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      // Enter in a field of a form presses its button as well.
      if (isKept) event.preventDefault()
      else onClick?.(event)
    },
    onFocus: (event: FocusEvent<HTMLButtonElement>) => {
      setHasFocus(true)
      onFocus?.(event)
    },
    onBlur: (event: FocusEvent<HTMLButtonElement>) => {
      setHasFocus(false)
      onBlur?.(event)
    },
  }
}
