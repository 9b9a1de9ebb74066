import type { Mend } from '../../../shared/training/run'

const MAX_PICTURES = 1000

/** Shows pictures; null where there are none. */
export function showPictures(imageIds: Iterable<string>, label = 'Show the pictures'): Mend | null {
  const ids = [...new Set(imageIds)].slice(0, MAX_PICTURES)
  return ids.length === 0 ? null : { kind: 'pictures', label, imageIds: ids }
}

/** Opens the deal of the pictures into splits. */
export function dealAnew(): Mend {
  return { kind: 'splits', label: 'Deal the pictures' }
}

type Json = Extract<Mend, { kind: 'settings' }>['changes'][number]['value']

/** Changes settings, by path. */
export function changeSettings(label: string, changes: Readonly<Record<string, Json>>): Mend {
  return {
    kind: 'settings',
    label,
    changes: Object.entries(changes).map(([path, value]) => ({ path, value })),
  }
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`. */
export function listText(names: readonly string[], shown = 3): string {
  const rest = names.length - shown
  const words = rest > 0 ? [...names.slice(0, shown), `${rest} more`] : [...names]
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}
