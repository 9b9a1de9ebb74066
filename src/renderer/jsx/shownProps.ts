import { escapeOdd } from '../../shared/text/escapeOdd'

/** Attributes that are read, by eye or by voice. What a field holds is never changed. */
const READ = ['title', 'aria-label', 'alt', 'placeholder', 'label'] as const

type Props = Readonly<Record<string, unknown>>

/**
 * The properties of an element of the page with foreign text made harmless: control characters and those that turn the
 * text around them (a class called "photo U+202E gpj.exe") are shown as their codes. Properties of components pass as
 * they are: in the end all text goes through an element.
 */
export function shownProps(type: unknown, props: Props): Props {
  if (typeof type !== 'string') return props
  const children = shownChildren(props.children)
  let shown: Record<string, unknown> | null = children === props.children ? null : { ...props, children }
  for (const name of READ) {
    const text = props[name]
    if (typeof text !== 'string') continue
    const escaped = escapeOdd(text, '\r\n')
    if (escaped === text) continue
    shown ??= { ...props }
    shown[name] = escaped
  }
  return shown ?? props
}

function shownChildren(children: unknown): unknown {
  if (typeof children === 'string') return escapeOdd(children, '\r\n')
  if (!Array.isArray(children)) return children
  const isText = (child: unknown): child is string => typeof child === 'string'
  const isOdd = children.some((child) => isText(child) && escapeOdd(child, '\r\n') !== child)
  return isOdd ? children.map((child) => (isText(child) ? escapeOdd(child, '\r\n') : child)) : children
}
