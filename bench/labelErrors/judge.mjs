import { basename } from 'node:path'

/**
 * Precision and recall of the first N suggestions. A suggestion is right where it doubts a spoilt label, or proposes an object where
 * a spoilt one was (IoU 0.5 or more with what it was); each spoilt label is found once.
 */
export function judge(suspects, spoilt, sizes) {
  const found = new Set()
  const hits = []
  const at = {}
  const wanted = [...new Set(sizes)].sort((a, b) => a - b)
  for (const [rank, suspect] of suspects.entries()) {
    const hit = spoilt.findIndex((one, i) => !found.has(i) && isAbout(suspect, one))
    if (hit >= 0) found.add(hit)
    hits.push(hit)
    if (wanted.includes(rank + 1)) at[rank + 1] = figures(hits, spoilt)
  }
  for (const size of wanted) at[size] ??= figures(hits, spoilt)
  return { suggestions: suspects.length, at }
}

function figures(hits, spoilt) {
  const right = hits.filter((hit) => hit >= 0)
  const kinds = ['dropped', 'shifted', 'swapped']
  const recallByKind = Object.fromEntries(
    kinds.map((kind) => {
      const all = spoilt.filter((one) => one.kind === kind).length
      return [kind, right.filter((hit) => spoilt[hit].kind === kind).length / all]
    }),
  )
  return { precision: right.length / hits.length, recall: right.length / spoilt.length, recallByKind }
}

function isAbout(suspect, { image, was, now, label }) {
  if (basename(suspect.image) !== basename(image)) return false
  if (suspect.label === null) return overlap(suspect.suggested, corners(was)) >= 0.5
  return now !== null && suspect.class === label && overlap(suspect.label, corners(now)) >= 0.99
}

const corners = ([x, y, width, height]) => [x, y, x + width, y + height]

function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const area = (box) => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}
