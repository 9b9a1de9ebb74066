import { basename } from 'node:path'
import { limits } from '../../shared/limits'
import { field, isObject, type JsonObject } from './json'
import { invalid, readText } from './readText'
import { parseYaml } from './yamlText'

/**
 * Class names by index: a text file with one a line, or the `names` of a YOLO data.yaml as a list or a map.
 * @throws StudioError `format-invalid`
 */
export async function readClassNames(path: string): Promise<Map<number, string>> {
  const { names } = await readNameFile(path)
  if (names.size === 0) throw namesNothing(basename(path))
  return names
}

export interface NameFileContent {
  /** None where the file is another one, such as a YAML of training settings. */
  names: Map<number, string>
  /** All that a YAML file says. */
  settings?: JsonObject
}

/** @throws StudioError `format-invalid` */
export async function readNameFile(path: string): Promise<NameFileContent> {
  const file = basename(path)
  const text = await readText(path, file)
  if (!isYaml(file)) return { names: namesOfLines(text) }
  const settings = parseYaml(text, file)
  return { names: namesOfSettings(settings, file), settings }
}

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)

export const namesNothing = (file: string) =>
  invalid(file, 'it names no class.', 'A list of classes has one name a line, or names: in YAML.')

function namesOfLines(text: string): Map<number, string> {
  const lines = text.trimEnd().split(/\r?\n/)
  return new Map(lines.map((line, index) => [index, line.trim()] as const).filter(([, name]) => name !== ''))
}

function namesOfSettings(settings: JsonObject, file: string): Map<number, string> {
  const names = field(settings, 'names')
  const entries: [string, unknown][] = Array.isArray(names)
    ? names.map((name, index) => [String(index), name])
    : isObject(names)
      ? Object.entries(names)
      : []
  const byIndex = new Map<number, string>()
  for (const [index, name] of entries) {
    if (!/^\d+$/.test(index) || typeof name !== 'string' || name.trim() === '') continue
    if (Number(index) > limits.maxClassNumber)
      throw invalid(
        file,
        `a class has the number ${index}; the highest possible is ${limits.maxClassNumber}.`,
        'Number the classes from 0 without gaps.',
      )
    byIndex.set(Number(index), name.trim())
  }
  return byIndex
}
