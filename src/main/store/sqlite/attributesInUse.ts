import { limits } from '../../../shared/limits'
import type { Database } from './database'

/** Names of attributes that boxes carry, with their values, what is used most first. */
export function selectAttributesInUse(database: Database): { name: string; values: string[] }[] {
  const rows = database.all(
    `SELECT pair.value ->> 0 AS name, pair.value ->> 1 AS value
       FROM boxes, json_each(boxes.attributes) AS pair
      WHERE boxes.attributes <> '[]'
      GROUP BY name, value ORDER BY count(*) DESC, name, value LIMIT ?`,
    [limits.maxOfferedAttributes],
  )
  const byName = new Map<string, string[]>()
  for (const { name, value } of rows) {
    const values = byName.get(String(name)) ?? []
    if (value !== '') values.push(String(value))
    byName.set(String(name), values)
  }
  return [...byName].map(([name, values]) => ({ name, values }))
}
