import { changeSettings, listText } from '../mends'
import type { DataCheck } from './types'

/** Settings by class name that name no class of this project: a run would refuse them. */
export const unknownClasses: DataCheck = ({ classes, config }) => {
  const { classWeights, focal } = config.loss
  const known = (record: Record<string, number>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => classes.includes(name)))
  const tables = {
    ...(classWeights.kind === 'manual' ? { 'loss.classWeights.manual': classWeights.manual } : {}),
    'loss.focal.alphaByClass': focal.alphaByClass,
  }
  const unknown = Object.values(tables)
    .flatMap((table) => Object.keys(table))
    .filter((name) => !classes.includes(name))
  if (unknown.length === 0) return null
  return {
    severity: 'blocks',
    code: 'config-invalid',
    message: `Weights are set for ${listText([...new Set(unknown)])}, which is no class of this project.`,
    hint: `The classes are ${listText(classes, 8)}.`,
    mend: changeSettings(
      'Take these weights away',
      Object.fromEntries(Object.entries(tables).map(([path, table]) => [path, known(table)])),
    ),
  }
}
