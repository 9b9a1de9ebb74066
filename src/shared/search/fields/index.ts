import { attributeField } from './attribute'
import { boxesField } from './boxes'
import { boxHeightField } from './boxHeight'
import { boxWidthField } from './boxWidth'
import { bytesField } from './bytes'
import { classField } from './class'
import { dateField } from './date'
import { detectionsField } from './detections'
import { errorField } from './error'
import { flagField } from './flag'
import { hasField } from './has'
import { heightField } from './height'
import { isField } from './is'
import { megapixelsField } from './megapixels'
import { noteField } from './note'
import { outField } from './out'
import { pathField } from './path'
import { reviewedField } from './reviewed'
import { scoreField } from './score'
import { sizeField } from './size'
import { sourceField } from './source'
import { splitField } from './split'
import { stateField } from './state'
import { suspectField } from './suspect'
import type { SearchField } from './types'
import { widthField } from './width'

/** Every field of the search language, in the order of the help; a new one is a file beside this one and a line here. */
export const searchFields: readonly SearchField[] = [
  stateField,
  reviewedField,
  splitField,
  classField,
  boxesField,
  sizeField,
  boxWidthField,
  boxHeightField,
  isField,
  attributeField,
  sourceField,
  flagField,
  noteField,
  pathField,
  dateField,
  widthField,
  heightField,
  megapixelsField,
  bytesField,
  hasField,
  outField,
  scoreField,
  detectionsField,
  errorField,
  suspectField,
]

export const fieldNamed = (name: string): SearchField | undefined =>
  searchFields.find((field) => field.name === name)
