import { dialog } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastWords } from '../../shared/dialogs/lastWords'
import { type DialogQuestion, questions } from '../../shared/dialogs/questions'
import type { DialogPurpose } from './dialogPurpose'
import { createDialogs } from './dialogs'
import { createSystemWords } from './systemWords'

vi.mock('electron', () => ({ dialog: { showOpenDialog: vi.fn(), showSaveDialog: vi.fn() } }))
const showOpenDialog = vi.mocked(dialog.showOpenDialog as (options: object) => Promise<unknown>)
const showSaveDialog = vi.mocked(dialog.showSaveDialog as (options: object) => Promise<unknown>)
beforeEach(() => {
  showOpenDialog.mockReset().mockResolvedValue({ canceled: false, filePaths: ['/chosen'] })
  showSaveDialog.mockReset().mockResolvedValue({ canceled: false, filePath: '/chosen.json' })
})

const purposes = Object.keys(questions) as DialogPurpose[]
const ask = () => createDialogs(() => null, createSystemWords().say)

describe('the dialogs of the system', () => {
  it('ask before a file is replaced, on Linux too', async () => {
    const writing = purposes.filter((purpose) => questions[purpose].asksFor === 'file to write')
    expect(writing.length).toBeGreaterThan(1)
    for (const purpose of writing) {
      expect(await ask()(purpose)).toBe('/chosen.json')
      expect(showSaveDialog).toHaveBeenLastCalledWith(
        expect.objectContaining({ properties: ['showOverwriteConfirmation', 'createDirectory'] }),
      )
    }
  })

  it('stand one at a time', async () => {
    const one = ask()
    let answer: (value: unknown) => void = () => {}
    showOpenDialog.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const first = one('project.open')
    expect([await one('project.open'), await one('keys.export')]).toEqual([null, null])
    expect([showOpenDialog.mock.calls.length, showSaveDialog.mock.calls.length]).toEqual([1, 0])
    answer({ canceled: true, filePaths: [] })
    expect(await first).toBeNull()
    expect(await one('project.open')).toBe('/chosen')
  })

  it('can be asked again after one that failed', async () => {
    const one = ask()
    showOpenDialog.mockRejectedValueOnce(new Error('no display'))
    await expect(one('project.open')).rejects.toThrow('no display')
    expect(await one('project.open')).toBe('/chosen')
  })

  it('and the last words have words of main’s own in every language', () => {
    const words = createSystemWords()
    const texts = [
      ...Object.values<DialogQuestion>(questions).flatMap(({ title, label, kinds = [] }) => [
        title,
        label,
        ...kinds.map((kind) => kind.label),
      ]),
      ...Object.values(lastWords).flatMap(({ title, words: said, label }) => [title, said, label]),
    ]
    expect(texts.map(words.say)).toEqual(texts)
    words.speak('zh-CN')
    expect(texts.filter((text) => words.say(text) === text)).toEqual([])
    words.speak('en')
    expect(texts.map(words.say)).toEqual(texts)
  })
})
