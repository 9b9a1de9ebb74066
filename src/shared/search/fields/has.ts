import { chosenOf } from './choices'
import type { PictureField } from './types'

const things = ['boxes', 'flags', 'note', 'proposals'] as const

/** What lies on a picture, whatever it says. */
export const hasField: PictureField = {
  name: 'has',
  about: 'has boxes, flags, a note, or proposals that wait',
  example: 'has:proposals',
  of: 'picture',
  needs: 'proposals',
  values: () => things,
  compile(term, facts) {
    const tests = {
      boxes: (picture: number) => (facts.boxes.count[picture] as number) > 0,
      flags: (picture: number) => facts.flags.has(picture),
      note: (picture: number) => facts.notes.has(picture),
      proposals: (picture: number) => facts.waiting.has(picture),
    }
    const wanted = chosenOf(term, things).map((thing) => tests[thing])
    return (picture) => wanted.some((test) => test(picture))
  },
}
