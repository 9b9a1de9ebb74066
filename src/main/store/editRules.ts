import { type ClassMove, Edit, type TableEdit } from '../../shared/annotation/edit'
import type { BoxXyxyPx, ClassRecord } from '../../shared/annotation/schema'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'

/** Room for rounding where a box is held against one pixel and the edges of its picture. */
const EPSILON = 1e-6

/**
 * The one written form of an edit: parsed, keys in schema order, no negative zeros (SQLite has none).
 * Throws `invalid-edit` for what no edit may be, whatever the project holds.
 */
export function canonicalEdit(edit: Edit): Edit {
  const parsed = Edit.safeParse(JSON.parse(JSON.stringify(edit)))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an edit'}`)
  }
  const clean = parsed.data
  for (const [name, table] of [
    ['boxes', clean.boxes],
    ['classes', clean.classes],
    ['marks', clean.marks],
  ] as const) {
    requireDistinct(name, table)
  }
  if (new Set(clean.images.map(([before]) => before.id)).size < clean.images.length)
    throw invalid('an image is named twice')
  if (clean.images.some(([before, after]) => before.id !== after.id)) throw invalid('an image changes its id')
  if (clean.images.some(([before, after]) => Object.keys(before).join() !== Object.keys(after).join()))
    throw invalid('a picture is told of differently before and after')
  if (clean.proposals?.length === 0) delete clean.proposals
  const judged = clean.proposals ?? []
  if (new Set(judged.map(([before]) => before.id)).size < judged.length)
    throw invalid('a proposal is named twice')
  if (judged.some(([before, after]) => before.id !== after.id || before.imageId !== after.imageId))
    throw invalid('a proposal changes its id or its picture')
  if (clean.moves?.length === 0) delete clean.moves
  for (const move of clean.moves ?? []) requireLegalMove(clean, move)
  for (const [before, after] of [...clean.boxes.changed, ...clean.marks.changed]) {
    if (before.imageId !== after.imageId) throw invalid('a box cannot move to another picture')
  }
  return clean
}

function requireDistinct(name: string, table: TableEdit<{ id: string }>): void {
  const ids = [
    ...table.removed.map(({ id }) => id),
    ...table.added.map(({ id }) => id),
    ...table.changed.map(([before]) => before.id),
  ]
  if (new Set(ids).size < ids.length) throw invalid(`a record of ${name} is named twice`)
  if (table.changed.some(([before, after]) => before.id !== after.id))
    throw invalid(`a record of ${name} changes its id`)
}

/** What is moved between classes is not changed otherwise in the same edit, and not twice. */
function requireLegalMove({ boxes, marks, moves = [] }: Edit, move: ClassMove): void {
  if (move.from === move.to) throw invalid('a class cannot be merged into itself')
  if (moves.some((other) => other !== move && other.from === move.from && other.to === move.to))
    throw invalid('a class is merged twice')
  const parts: [TableEdit<{ id: string }>, (readonly [string, readonly string[]])[]][] = [
    [boxes, move.boxes],
    [marks, move.marks],
  ]
  for (const [table, moved] of parts) {
    const ids = new Set<string>(moved.flatMap(([, some]) => some))
    if (ids.size < moved.reduce((sum, [, some]) => sum + some.length, 0))
      throw invalid('a box is moved twice')
    const others = [...table.removed, ...table.added, ...table.changed.map(([before]) => before)]
    if (others.some(({ id }) => ids.has(id))) throw invalid('a box is moved and changed at once')
  }
}

/** Throws `invalid-edit` where a box does not lie in its picture or is under one pixel. */
export function requireBoxInside(
  box: BoxXyxyPx,
  image: { path: string; width: number; height: number } | undefined,
): void {
  if (image === undefined) throw invalid('a box lies on a picture that the project does not have')
  const inside =
    box.x1 >= -EPSILON &&
    box.y1 >= -EPSILON &&
    box.x2 <= image.width + EPSILON &&
    box.y2 <= image.height + EPSILON
  if (!inside) {
    const shown = [box.x1, box.y1, box.x2, box.y2].map((value) => Math.round(value * 100) / 100).join(', ')
    throw invalid(`the box ${shown} reaches out of ${image.path} (${image.width} x ${image.height} px)`)
  }
  if (Math.min(box.x2 - box.x1, box.y2 - box.y1) < limits.minBoxPx - EPSILON)
    throw invalid(`a box on ${image.path} is under ${limits.minBoxPx} px`)
}

/** Throws `invalid-edit` where two classes share a name or there are too many. */
export function requireLegalClasses(classes: readonly ClassRecord[]): void {
  if (classes.length > limits.maxClasses)
    throw invalid(`a project holds at most ${limits.maxClasses} classes`)
  const names = new Set<string>()
  for (const { name } of classes) {
    const key = name.normalize('NFC')
    if (names.has(key)) throw invalid(`there is a class named ${JSON.stringify(name)} already`)
    names.add(key)
  }
}

export function invalid(message: string): StudioError {
  return new StudioError('invalid-edit', `The edit was refused: ${message}.`)
}

export function stale(what: string): StudioError {
  return new StudioError(
    'stale-edit',
    `The edit was refused: ${what} has changed meanwhile.`,
    'The picture is shown as it is now; make the change again.',
  )
}
