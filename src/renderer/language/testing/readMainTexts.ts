import { parseSync } from 'vite'

interface Node {
  type: string
  [field: string]: unknown
}

export interface MainText {
  /** With a 7 in place of each value. */
  text: string
  at: string
}

/** What errors, and notes of imports and exports, say in a file of main. */
export function readMainTexts(path: string, source: string): MainText[] {
  const found: MainText[] = []
  const visit = (node: Node): void => {
    const args = (node.arguments ?? []) as Node[]
    const callee = node.callee as Node | undefined
    const property = callee?.property as Node | undefined
    const isError = node.type === 'NewExpression' && callee?.name === 'StudioError'
    const isNote =
      node.type === 'CallExpression' && property?.name === 'add' && isNotes(callee?.object as Node)
    const said = isError ? args.slice(1, 3) : isNote ? args.slice(0, 1) : []
    for (const text of said.flatMap(sampled)) if (/[a-z]{3} /.test(text)) found.push({ text, at: path })
    for (const child of Object.values(node).flat())
      if (typeof (child as Node | null)?.type === 'string') visit(child as Node)
  }
  visit(parseSync(path, source).program as unknown as Node)
  return found
}

/** `notes`, `this.repaired` and the like. */
const isNotes = ({ name, property }: Node) =>
  /notes|repaired|rejected/i.test(String(name ?? (property as Node | undefined)?.name))

/** The texts that an expression may become, as far as they are literal. */
function sampled(node: Node | undefined): string[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    case 'TemplateLiteral': {
      const values = (node.expressions as Node[]).map((value) => {
        const choices = value.type === 'ConditionalExpression' ? sampled(value) : []
        return choices.length > 0 ? choices : ['7']
      })
      const [first, ...others] = (node.quasis as { value: { cooked: string } }[]).map(
        ({ value }) => value.cooked,
      )
      return others.reduce(
        (texts, next, i) => texts.flatMap((text) => values[i].map((value) => text + value + next)),
        [first],
      )
    }
    case 'ConditionalExpression':
      return [...sampled(node.consequent as Node), ...sampled(node.alternate as Node)]
    case 'LogicalExpression':
      return [...sampled(node.left as Node), ...sampled(node.right as Node)]
    default:
      return []
  }
}
