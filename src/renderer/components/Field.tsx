import type { LucideIcon } from 'lucide-react'
import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import './Field.css'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Shown before the text; also names the input where no aria-label is given. */
  prefix?: string
  icon?: LucideIcon
  trailing?: ReactNode
  ref?: Ref<HTMLInputElement>
}

/** A one-line text input. */
export function Field({ prefix, icon: Icon, trailing, className = '', ...input }: FieldProps) {
  return (
    <label className={`field ${className}`}>
      {Icon !== undefined && <Icon aria-hidden />}
      {prefix !== undefined && <span className="field-prefix">{prefix}</span>}
      <input type="text" spellCheck={false} autoComplete="off" {...input} />
      {trailing}
    </label>
  )
}
