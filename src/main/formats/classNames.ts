import { basename } from 'node:path'
import { field, isObject } from './json'
import { invalid, readText } from './readText'
import { parseYaml } from './yamlText'

/**
 * Class names by index: a text file with one a line, or the `names` of a YOLO data.yaml as a list or a map.
 * @throws StudioError `format-invalid`
 */
export async function readClassNames(path: string): Promise<Map<number, string>> {
  const file = basename(path)
  const text = await readText(path, file)
  const names = /\.ya?ml$/i.test(file) ? namesOfYaml(text, file) : namesOfLines(text)
  if (names.size === 0) {
    throw invalid(file, 'it names no class.', 'A list of classes has one name a line, or names: in YAML.')
  }
  return names
}

function namesOfLines(text: string): Map<number, string> {
  const lines = text.trimEnd().split(/\r?\n/)
  return new Map(lines.map((line, index) => [index, line.trim()] as const).filter(([, name]) => name !== ''))
}

function namesOfYaml(text: string, file: string): Map<number, string> {
  const names = field(parseYaml(text, file), 'names')
  const entries: [string, unknown][] = Array.isArray(names)
    ? names.map((name, index) => [String(index), name])
    : isObject(names)
      ? Object.entries(names)
      : []
  const byIndex = new Map<number, string>()
  for (const [index, name] of entries)
    if (/^\d+$/.test(index) && typeof name === 'string' && name.trim() !== '')
      byIndex.set(Number(index), name.trim())
  return byIndex
}
