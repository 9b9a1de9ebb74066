import { isScalar, parseDocument, visit } from 'yaml'
import { isObject, type JsonObject } from './json'
import { invalid } from './readText'

/** A data.yaml of 10,000 classes has about 200 KiB. */
const MAX_CHARACTERS = 2 * 1024 * 1024
const MAX_ALIASES = 50

/**
 * Parses a YAML mapping; every scalar stays the text it is written as (`no`, `007`), tags and aliases that grow are refused.
 * @throws StudioError `format-invalid`, with the line where it breaks off
 */
export function parseYaml(text: string, file: string): JsonObject {
  if (text.length > MAX_CHARACTERS) throw invalid(file, 'it is too long for a list of settings.')
  let value: unknown
  try {
    // The parser's own search for doubled keys compares each with each.
    const options = { schema: 'failsafe', version: '1.2', prettyErrors: true, uniqueKeys: false } as const
    const document = parseDocument(text, options)
    const [problem] = [...document.errors, ...document.warnings]
    if (problem !== undefined) throw problem
    visit(document, {
      Map: (_, { items }) => {
        const keys = new Set<unknown>()
        for (const { key } of items) {
          if (!isScalar(key)) continue
          if (keys.has(key.value)) throw new Error(`the key ${key.value} is there twice`)
          keys.add(key.value)
        }
      },
    })
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw invalid(file, `the YAML cannot be read: ${first.replace(/:$/, '')}.`)
  }
  if (!isObject(value)) throw invalid(file, 'it holds no settings (key: value).')
  return value
}
