import { basename } from 'node:path'
import { invalid, readText } from '../formats/readText'

/**
 * Class names by index: a text file with one a line, or the `names` of a YOLO data.yaml as a list or a map.
 * @throws StudioError `format-invalid`
 */
export async function readClassNames(path: string): Promise<Map<number, string>> {
  const file = basename(path)
  const text = await readText(path, file)
  const names = /\.ya?ml$/i.test(file) ? namesOfYaml(text) : namesOfLines(text)
  if (names.size === 0) {
    throw invalid(file, 'it names no class.', 'A list of classes has one name a line, or names: in YAML.')
  }
  return names
}

function namesOfLines(text: string): Map<number, string> {
  const lines = text.trimEnd().split(/\r?\n/)
  return new Map(lines.map((line, index) => [index, line.trim()] as const).filter(([, name]) => name !== ''))
}

/** The part of YAML that data.yaml files are written in: `names: [a, b]`, `names: {0: a}`, or one a line below. */
function namesOfYaml(text: string): Map<number, string> {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd())
  const start = lines.findIndex((line) => /^names\s*:/.test(line))
  if (start === -1) return new Map()
  const inline = lines.slice(start).join(' ')
  const flow = /^names\s*:\s*(\[[^\]]*\]|\{[^}]*\})/.exec(inline)?.[1]
  const entries = flow === undefined ? blockOf(lines.slice(start + 1)) : partsOf(flow.slice(1, -1))
  const names = new Map<number, string>()
  entries.forEach((entry, place) => {
    const [, index, name] = /^(\d+)\s*:\s*(.*)$/.exec(entry) ?? [null, String(place), entry]
    if (unquoted(name) !== '') names.set(Number(index), unquoted(name))
  })
  return names
}

/** Indented lines, or lines that begin with a dash. */
function blockOf(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => line !== '' && !/^(\s|-)/.test(line))
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.trim().replace(/^-\s*/, ''))
    .filter((line) => line !== '')
}

/** Parts between commas that no quotes hold together. */
function partsOf(text: string): string[] {
  return (text.match(/(?:"[^"]*"|'[^']*'|[^,])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function unquoted(name: string): string {
  const trimmed = name.trim()
  return /^(".*"|'.*')$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed
}
