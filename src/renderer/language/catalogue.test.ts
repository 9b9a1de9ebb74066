import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from './languages'
import { type FoundText, readTexts, sourcesOf, writtenIn } from './testing/readTexts'
import { files } from './zh-CN'

const root = resolve(import.meta.dirname, '../../..')

/** Where texts stand that the window shows; main’s are put together there and found by their shape. */
const folders = [
  'src/renderer',
  'src/shared/training/knobs',
  'src/shared/training/problemPresets',
  'src/shared/search/fields',
  'src/shared/search/sorts',
  'src/shared/dialogs',
]

/** English in sight that is meant so. */
const bareOnPurpose = new Set([
  // Commands, to be typed as they are.
  'ffmpeg',
  'Debian, Ubuntu: sudo apt install ffmpeg',
  'macOS: brew install ffmpeg',
  'Windows: winget install ffmpeg',
  // The language of the search has English words.
  'state:open class:cell',
  // A formula.
  'W = (1 − p)',
])

const sources = folders.flatMap((folder) => sourcesOf(root, folder))
const found = sources.map(({ path, source }) => readTexts(path, source))
const keys = found.flatMap((texts) => texts.keys)
const places = (texts: readonly FoundText[]) => texts.map(({ text, at }) => `${at}  ${text}`)

describe.each(languages.filter(({ id }) => id !== 'en'))('$name', ({ texts, composed }) => {
  const known: Readonly<Record<string, string>> = texts

  it('has every text', () => {
    expect(places(keys.filter(({ text }) => text !== '' && !Object.hasOwn(known, text)))).toEqual([])
  })

  it('has no text that nobody shows any more', () => {
    const wanted = new Set(keys.map(({ text }) => text))
    const isComposed = writtenIn(
      ['src/main', 'src/renderer', 'src/shared'].flatMap((at) => sourcesOf(root, at)),
    )
    const isWritten = (key: string) => wanted.has(key) || (key in composed && isComposed(key))
    expect(Object.keys(known).filter((key) => !isWritten(key))).toEqual([])
  })

  it('puts the same values in', () => {
    const valuesIn = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(String).sort()
    const odd = Object.entries(known).filter(
      ([english, text]) => valuesIn(english).join() !== valuesIn(text).join() || text.trim() === '',
    )
    expect(odd).toEqual([])
  })
})

it('has each text in one file', () => {
  const all = Object.values(files).flatMap((file) => Object.keys(file))
  expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([])
})

it('leaves no English bare', () => {
  const bare = found.flatMap((texts) => texts.bare).filter(({ text }) => !bareOnPurpose.has(text))
  expect(places(bare)).toEqual([])
})
