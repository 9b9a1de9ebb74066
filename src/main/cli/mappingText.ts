import type { ClassRecord } from '../../shared/annotation/schema'
import type { MappedClass } from '../../shared/project/importMapping'
import { countText } from '../../shared/text/count'
import { escapeOdd } from '../../shared/text/escapeOdd'

const MAX_LINES = 40

/** Which class of the project each class of a source goes to, a line each; here names join only where they are the same. */
export function mappingText(mapped: readonly MappedClass[], classes: readonly ClassRecord[]): string {
  const lines = mapped.slice(0, MAX_LINES).map(({ from, boxes, target, how }) => {
    const like =
      target.kind === 'existing' ? classes.find(({ id }) => id === target.classId)?.name : undefined
    const to =
      how === 'same name'
        ? 'the class of that name'
        : how === 'like name'
          ? `a new class (${escapeOdd(like ?? '')} is written differently)`
          : 'a new class'
    return `  ${escapeOdd(from)} (${countText(boxes, 'box', 'boxes')}) -> ${to}`
  })
  const rest = mapped.length - lines.length
  return [
    'Classes:',
    ...lines,
    ...(rest > 0 ? [`  and ${countText(rest, 'more class', 'more classes')}`] : []),
  ].join('\n')
}
