import { expect, it } from 'vitest'
import { verifyCommand } from './verify'

const lost = { code: 'project-damaged', message: 'later edits are lost', repaired: true }
const changed = { code: 'image-unreadable', message: 'a.png has changed', repaired: false }

it.each([
  [{ ok: true, problems: [] }, 'Everything is in order.'],
  [
    { ok: true, problems: [lost] },
    'project-damaged: later edits are lost (repaired)\nEverything is in order now.',
  ],
  [
    { ok: false, problems: [lost, changed] },
    'project-damaged: later edits are lost (repaired)\nimage-unreadable: a.png has changed',
  ],
])('row 27: says what was found, repaired or not', (report, text) => {
  expect(verifyCommand.describe(report)).toBe(text)
})
