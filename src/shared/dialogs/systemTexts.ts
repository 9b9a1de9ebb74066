import { lastWords } from './lastWords'
import { type DialogQuestion, questions } from './questions'

/** All that main shows by itself, in English: the page, which has the catalogue, tells it how to say that. */
export const systemTexts: readonly string[] = [
  ...Object.values<DialogQuestion>(questions).flatMap(({ title, label, kinds = [] }) => [
    title,
    label,
    ...kinds.map((kind) => kind.label),
  ]),
  ...Object.values(lastWords).flatMap(({ title, words, label }) => [title, words, label]),
]
