import type { ClassRecord } from '../../shared/annotation/schema'
import { cocoClasses, isCocoClass } from '../../shared/coco/classes'
import { suggestCocoClass } from '../../shared/coco/suggestCocoClass'
import type { CocoMapping } from '../../shared/proposals/schema'
import { StudioError } from '../../shared/result'

/**
 * Reads `coco=class` pairs; without any, classes that are named like a COCO class mean it. Throws `invalid-input` for
 * a name that either side does not have, and says what there is.
 */
export function readCocoMap(pairs: readonly string[], classes: readonly ClassRecord[]): CocoMapping[] {
  if (pairs.length === 0) return suggested(classes)
  return pairs.map((pair) => {
    const equals = pair.indexOf('=')
    const coco = pair.slice(0, equals).trim()
    const name = pair.slice(equals + 1).trim()
    if (equals <= 0 || name === '') {
      throw new StudioError('invalid-input', `"${pair}" is not of the form coco=class.`)
    }
    if (!isCocoClass(coco)) {
      throw new StudioError(
        'invalid-input',
        `COCO has no class "${coco}".`,
        `It has ${cocoClasses.join(', ')}.`,
      )
    }
    const own = classes.find((record) => record.name === name)
    if (own === undefined) {
      throw new StudioError('invalid-input', `The project has no class "${name}".`, classesText(classes))
    }
    return { coco, classId: own.id }
  })
}

function suggested(classes: readonly ClassRecord[]): CocoMapping[] {
  const map = classes.flatMap(({ id, name }): CocoMapping[] => {
    const coco = suggestCocoClass(name)
    return coco === null ? [] : [{ coco, classId: id }]
  })
  if (map.length > 0) return map
  throw new StudioError(
    'invalid-input',
    'No class of the project is named like one of COCO.',
    `${classesText(classes)} Say what means what with --map coco=class; COCO has ${cocoClasses.join(', ')}.`,
  )
}

function classesText(classes: readonly ClassRecord[]): string {
  return classes.length === 0
    ? 'It has no classes yet.'
    : `It has ${classes.map(({ name }) => name).join(', ')}.`
}
