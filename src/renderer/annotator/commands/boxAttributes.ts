import type { EditInput } from '../../../shared/annotation/edit'
import type { Attributes, BoxRecord } from '../../../shared/annotation/schema'
import { limits } from '../../../shared/limits'

/** One attribute as some boxes carry it. */
export interface AttributeRow {
  name: string
  /** null: they carry different values, or some of them none. */
  value: string | null
}

/** The attributes of boxes by name; what is not the same on all of them has no value. */
export function attributeRows(boxes: readonly BoxRecord[]): AttributeRow[] {
  const names = new Set(boxes.flatMap((box) => box.attributes.map(([name]) => name)))
  return [...names].sort().map((name) => {
    const values = new Set(boxes.map((box) => valueIn(box.attributes, name)))
    const [only] = values
    return { name, value: values.size === 1 && only !== undefined ? only : null }
  })
}

/** Gives boxes an attribute, in place of an earlier value of that name; null where one would carry too many. */
export function setAttributeEdit(boxes: readonly BoxRecord[], name: string, value: string): EditInput | null {
  const key = name.trim().slice(0, limits.maxAttributeNameLength).trim()
  const word = value.trim().slice(0, limits.maxAttributeValueLength).trim()
  if (key === '') return null
  const changed = boxes
    .filter((box) => valueIn(box.attributes, key) !== word)
    .map((box): [BoxRecord, BoxRecord] => [box, { ...box, attributes: withValue(box.attributes, key, word) }])
  if (changed.some(([, { attributes }]) => attributes.length > limits.maxAttributes)) return null
  return { label: `Set ${key}${word === '' ? '' : ` to ${word}`}`.slice(0, 200), boxes: { changed } }
}

/** Takes an attribute from boxes. */
export function removeAttributeEdit(boxes: readonly BoxRecord[], name: string): EditInput {
  const changed = boxes
    .filter((box) => valueIn(box.attributes, name) !== undefined)
    .map((box): [BoxRecord, BoxRecord] => [
      box,
      { ...box, attributes: box.attributes.filter(([other]) => other !== name) },
    ])
  return { label: `Remove ${name}`.slice(0, 200), boxes: { changed } }
}

function valueIn(attributes: Attributes, name: string): string | undefined {
  return attributes.find(([other]) => other === name)?.[1]
}

function withValue(attributes: Attributes, name: string, value: string): Attributes {
  const others = attributes.filter(([other]) => other !== name)
  return [...others, [name, value] as [string, string]].sort(([a], [b]) => (a < b ? -1 : 1))
}
