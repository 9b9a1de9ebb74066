import { resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { i18next } from './i18n'
import { languages } from './languages'
import { localText } from './t'
import { readMainTexts } from './testing/readMainTexts'
import { sourcesOf } from './testing/readTexts'

const root = resolve(import.meta.dirname, '../../..')

/** Files whose words only the command line, the self-check or a developer gets to see. */
const notForTheWindow =
  /^src\/main\/(cli|selfcheck|preload)\/|evaluation\/(score|cocoFiles)|proposals\/cocoMap|sweep\/grid|security\/(sandboxSwitch|ipcGuard)|ipc\/answer|inference\/session|detector\/safetensors|huge\/readTile/

/** Put together with words that stand elsewhere: what comes of them is in the catalogue, but cannot be read off here. */
const unreadable = new Set([
  'boxes under 7 px7',
  'No picture in 7 can be used7',
  'There is not enough memory to train, even with 7 7 at a time.',
])

const texts = sourcesOf(root, 'src/main')
  .filter(({ path }) => !notForTheWindow.test(path))
  .flatMap(({ path, source }) => readMainTexts(path, source))

const others = languages.filter(({ id }) => id !== 'en')

afterAll(() => void i18next.changeLanguage('en'))

it.each(others)(
  '$name has the words of main’s errors, and of the notes of imports and exports',
  async ({ id }) => {
    await i18next.changeLanguage(id)
    expect(texts.length).toBeGreaterThan(300)
    const missing = texts.filter(({ text }) => localText(text) === text && !unreadable.has(text))
    expect(missing.map(({ text, at }) => `${at}  ${text}`)).toEqual([])
  },
)
