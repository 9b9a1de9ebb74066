import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/** A node of the syntax tree, as far as this file needs to know it. */
interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

export interface FoundText {
  text: string
  /** File and line. */
  at: string
}

export interface SourceTexts {
  /** What the catalogue has to know. */
  keys: FoundText[]
  /** English in sight that never goes through the catalogue. */
  bare: FoundText[]
}

/** Calls whose first argument is a key. */
const translating = new Set(['t', 'localText', 'localList', 'bothTexts', 'english'])

/** Fields and props that hold words for a person. */
export const wordFields = new Set(
  'label title hint placeholder summary detail words word caption heading note reason about term aria-label aria-description aria-valuetext alt prefix unit tip lead'.split(
    ' ',
  ),
)

const hasWords = (text: string) => /[A-Za-z]{2}/.test(text) || /^[A-Za-z] /.test(text)

/** Texts of one file: what is translated, what is a constant to be translated where it is shown, and what is bare. */
export function readTexts(path: string, source: string): SourceTexts {
  const found: SourceTexts = { keys: [], bare: [] }
  const { program } = parseSync(path, source)
  const lines = source.split('\n')
  const starts: number[] = []
  let sum = 0
  for (const line of lines) {
    starts.push(sum)
    sum += line.length + 1
  }
  const at = ({ start }: Node) => `${path}:${starts.findLastIndex((first) => first <= start) + 1}`
  const add = (list: FoundText[], text: string, node: Node) => list.push({ text, at: at(node) })

  const visit = (node: Node, inFunction: boolean): void => {
    if (node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(node.type)) return
    const inside = inFunction || /Function/.test(node.type)
    if (node.type === 'CallExpression') {
      const callee = node.callee as Node
      const args = node.arguments as Node[]
      if (callee.type === 'Identifier' && translating.has(String(callee.name))) {
        for (const literal of literalsOf(args[0])) add(found.keys, literal, node)
        for (const arg of args.slice(1)) visit(arg, inside)
        return
      }
      if (callee.type === 'Identifier' && callee.name === 'countText' && args.length > 1) {
        const [one] = literalsOf(args[1])
        const [many = `${one}s`] = literalsOf(args[2])
        if (one !== undefined) add(found.keys, `{{n}} ${many}`, node)
        return
      }
      // The history keeps English: it is put in other words where it is shown.
      if (callee.type === 'Identifier' && ['commit', 'remark', 'addCopies'].includes(String(callee.name)))
        return
    }
    if (node.type === 'JSXText') {
      const text = String(node.value).trim()
      if (hasWords(text.replace(/&\w+;/g, ''))) add(found.bare, text, node)
      return
    }
    if (node.type === 'JSXAttribute') {
      const { name, value } = node as unknown as { name: Node; value: Node | null }
      if (value?.type === 'Literal' && wordFields.has(String(name.name)) && hasWords(String(value.value)))
        add(found.bare, String(value.value), node)
    }
    if (node.type === 'Property') {
      const { key, value } = node as unknown as { key: Node; value: Node }
      if (wordFields.has(String(key.name ?? key.value)))
        for (const text of literalsOf(value)) if (hasWords(text)) add(found.keys, text, node)
    }
    for (const child of childrenOf(node)) visit(child, inside)
  }
  visit(program as unknown as Node, false)
  return found
}

/** The literals that an expression may become: `a ? 'x' : 'y'` has two. */
function literalsOf(node: Node | undefined): string[] {
  if (node === undefined) return []
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    case 'TemplateLiteral': {
      const quasis = node.quasis as { value: { cooked: string } }[]
      return quasis.length === 1 ? [quasis[0].value.cooked] : []
    }
    case 'ConditionalExpression':
      return [...literalsOf(node.consequent as Node), ...literalsOf(node.alternate as Node)]
    case 'LogicalExpression':
      return [...literalsOf(node.left as Node), ...literalsOf(node.right as Node)]
    case 'BinaryExpression': {
      const [left] = literalsOf(node.left as Node)
      const [right] = literalsOf(node.right as Node)
      return node.operator === '+' && left !== undefined && right !== undefined ? [left + right] : []
    }
    // A text for each of several cases.
    case 'ObjectExpression':
      return (node.properties as Node[]).flatMap(({ value }) => literalsOf(value as Node | undefined))
    default:
      return []
  }
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof (child as Node | null)?.type === 'string')
}

/** The TypeScript files of a folder but for tests, with their text. */
export function sourcesOf(root: string, folder: string): { path: string; source: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }))
}

const wordsIn = (text: string): string[] => text.replace(/{{\w+}}/g, ' ').match(/[A-Za-z]{3,}/g) ?? []

/**
 * Whether one of the files could put a text together: it holds every word of it. Templates with a choice inside are
 * written in pieces, so no more can be said without running them.
 */
export function writtenIn(sources: readonly { source: string }[]): (key: string) => boolean {
  const files = sources.map(({ source }) => new Set(wordsIn(source)))
  return (key) => {
    const words = wordsIn(key)
    return files.some((file) => words.every((word) => file.has(word)))
  }
}
