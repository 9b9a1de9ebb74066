import type { SearchFacts } from '../facts'
import { globTest } from './glob'
import { Misfit, type RegionField } from './types'

/** The class of a label or a detection, counted where a number follows. */
export const classField: RegionField = {
  name: 'class',
  about: 'has a box of the class; with a number, so many',
  example: 'class:platelet>10',
  of: 'region',
  alone: 'box',
  counts: true,
  values: ({ classes }) => classes,
  compile({ values }, { classes }, { classOf }) {
    if (values.length === 0) throw new Misfit('Write class: and the name of a class.')
    const wanted = new Set(values.flatMap((value) => classesLike(value, classes)))
    return (region) => wanted.has(classOf[region] as number)
  },
}

/** Classes by name; where none is called so, those whose name holds it. */
function classesLike(value: string, classes: SearchFacts['classes']): number[] {
  const pick = (fits: (name: string) => boolean) =>
    classes.flatMap((name, index) => (fits(name) ? [index] : []))
  const exact = pick((name) => name.toLowerCase() === value.toLowerCase())
  if (exact.length > 0) return exact
  const like = pick(globTest(value))
  if (like.length === 0) throw new Misfit(`No class is called “${value}”.`)
  return like
}
