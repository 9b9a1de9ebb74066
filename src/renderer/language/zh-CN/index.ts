import dialogs from '../../../shared/dialogs/zh-CN.json'
import compare from './compare.json'
import composed from './composed.json'
import counts from './counts.json'
import errors from './errors.json'
import exportRoom from './export.json'
import frame from './frame.json'
import label from './label.json'
import main from './main.json'
import review from './review.json'
import search from './search.json'
import settings from './settings.json'
import train from './train.json'

/** A file for each area; a text stands in one of them only. */
export const files = {
  compare,
  composed,
  counts,
  dialogs,
  errors,
  exportRoom,
  frame,
  label,
  main,
  review,
  search,
  settings,
  train,
}

/** Texts that main, the history or an action puts together, and counts: they are also found by their shape. */
export const composedTexts: Readonly<Record<string, string>> = { ...composed, ...counts, ...main }

/** Every text, English to Simplified Chinese. */
export const simplifiedChinese: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(files))
