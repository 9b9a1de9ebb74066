import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StudioError } from '../../shared/result'

/** A case of a golden file: what it is of depends on `kind` and on the file. */
export type GoldenCase = Record<string, unknown>

const GoldenFile = z.looseObject({
  about: z.string().optional(),
  cases: z.array(z.record(z.string(), z.unknown())),
})

/** Reads the cases of a golden file; NaN and infinities may stand in it as Python writes them. */
export function readGolden(path: string): GoldenCase[] {
  const parsed = GoldenFile.safeParse(parsePythonJson(readFileSync(path, 'utf8'), path))
  if (!parsed.success) {
    throw new StudioError('invalid-input', `${path} is no golden file: it has no list of cases`)
  }
  return parsed.data.cases
}

/** JSON as Python's json module writes it: bare NaN, Infinity and -Infinity become those numbers. */
export function parsePythonJson(text: string, name: string): unknown {
  // Strings are matched first, so that the words inside them stay as they are.
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : `"${MARK}${token}"`,
  )
  try {
    return JSON.parse(quoted, (_key, value) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
    )
  } catch (cause) {
    throw new StudioError('invalid-input', `${name} is not JSON: ${(cause as Error).message}`, undefined, {
      cause,
    })
  }
}

/** A private-use character, legal inside JSON strings, that no golden file holds. */
const MARK = '\uE000'
