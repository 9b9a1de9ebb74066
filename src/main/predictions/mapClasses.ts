import type { ClassRecord } from '../../shared/annotation/schema'
import type { ClassMapping, TakePredictions } from '../../shared/predictions/schema'
import { StudioError } from '../../shared/result'
import { likeName } from '../../shared/text/likeName'
import type { ForeignPredictions } from './types'

/** Which class of the project each class of another detector is: by its name, else by a name that differs in writing alone. */
export function mapClasses(
  { classes, pictures }: Pick<ForeignPredictions, 'classes' | 'pictures'>,
  known: readonly ClassRecord[],
): ClassMapping[] {
  const counts = new Map<string, number>()
  for (const { detections } of pictures)
    for (const { className } of detections) counts.set(className, (counts.get(className) ?? 0) + 1)
  return classes.map((from) => {
    const same = known.find(({ name }) => name === from)
    const like = known.filter(({ name }) => likeName(name) === likeName(from))
    const found = same ?? (like.length === 1 ? like[0] : undefined)
    const how = same !== undefined ? 'same name' : found === undefined ? 'none' : 'like name'
    return { from, detections: counts.get(from) ?? 0, to: found?.id ?? null, how }
  })
}

/** The mapping with what the person chose instead. Throws `invalid-input` for a class that either side lacks. */
export function withChosen(
  mapping: readonly ClassMapping[],
  chosen: TakePredictions['mapping'],
  known: readonly ClassRecord[],
): ClassMapping[] {
  for (const { from, to } of chosen) {
    if (!mapping.some((each) => each.from === from)) {
      throw new StudioError(
        'invalid-input',
        `The predictions have no class ${from}.`,
        `They have ${mapping.map((each) => each.from).join(', ')}.`,
      )
    }
    if (to !== null && !known.some(({ id }) => id === to)) {
      throw new StudioError(
        'invalid-input',
        `The project has no such class: ${to}.`,
        'Look at the classes again.',
      )
    }
  }
  const byFrom = new Map(chosen.map(({ from, to }) => [from, to]))
  return mapping.map((each) => {
    const to = byFrom.get(each.from)
    return to === undefined || to === each.to ? each : { ...each, to, how: 'chosen' }
  })
}
