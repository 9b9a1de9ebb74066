import { parseDocument } from 'yaml'
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
    const document = parseDocument(text, { schema: 'failsafe', version: '1.2', prettyErrors: true })
    const [problem] = [...document.errors, ...document.warnings]
    if (problem !== undefined) throw problem
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw invalid(file, `the YAML cannot be read: ${first.replace(/:$/, '')}.`)
  }
  if (!isObject(value)) throw invalid(file, 'it holds no settings (key: value).')
  return value
}
