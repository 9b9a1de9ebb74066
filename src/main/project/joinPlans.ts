import type { ImportNote } from '../../shared/project/schema'
import type { ImportImage } from '../formats/types'
import type { ReadPlan } from './importService'

/** Several plans as one, in their order: a picture that more than one names is one, with the boxes of all. */
export function joinPlans(plans: readonly [ReadPlan, ...ReadPlan[]]): ReadPlan {
  const [first] = plans
  if (plans.length === 1) return first
  const images = new Map<string, ImportImage>()
  for (const image of plans.flatMap((plan) => plan.images)) {
    const known = images.get(image.path)
    images.set(image.path, known === undefined ? image : joinImages(known, image))
  }
  const unpacked = plans.flatMap((plan) => plan.unpacked ?? [])
  return {
    format: plans.every(({ format }) => format === first.format) ? first.format : 'several',
    images: [...images.values()],
    classes: [...new Set(plans.flatMap(({ classes }) => classes))],
    repaired: joinNotes(plans.flatMap(({ repaired }) => repaired)),
    rejected: joinNotes(plans.flatMap(({ rejected }) => rejected)),
    ...(unpacked.length > 0 && { unpacked }),
  }
}

function joinImages(a: ImportImage, b: ImportImage): ImportImage {
  const split = a.split ?? b.split
  const { reviewedEmpty: _isEmpty, ...joined } = {
    ...a,
    boxes: [...a.boxes, ...b.boxes],
    ...(split !== undefined && { split }),
  }
  const isEmpty = joined.boxes.length === 0 && (a.reviewedEmpty === true || b.reviewedEmpty === true)
  return isEmpty ? { ...joined, reviewedEmpty: true } : joined
}

const MAX_EXAMPLES = 5

function joinNotes(notes: readonly ImportNote[]): ImportNote[] {
  const joined = new Map<string, ImportNote>()
  for (const { what, count, examples } of notes) {
    const known = joined.get(what) ?? { what, count: 0, examples: [] }
    joined.set(what, {
      what,
      count: known.count + count,
      examples: [...known.examples, ...examples].slice(0, MAX_EXAMPLES),
    })
  }
  return [...joined.values()]
}
