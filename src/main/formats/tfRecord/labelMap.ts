/** An item of a label map, in the text format of protobuf. @see https://protobuf.dev/reference/protobuf/textformat-spec/ */
export const labelMapItem = (id: number, name: string): string =>
  `item {\n  id: ${id}\n  name: "${name.replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`)}"\n}\n`

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Strings and comments are taken whole, so that nothing inside of them counts; one without an end goes to that of its line. */
const TOKEN = /#[^\n]*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|[A-Za-z_]\w*|\d+|[{}]/g

/** Names by the ids of `item { id: 1 name: 'car' }`, in the order of the ids; the first counts where one stands twice. */
export function readLabelMap(text: string): Map<number, string> {
  const names = new Map<number, string>()
  let [key, id, name] = ['', undefined as number | undefined, undefined as string | undefined]
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '}') {
      if (id !== undefined && name !== undefined && !names.has(id)) names.set(id, name)
      id = name = undefined
    } else if (/^["']/.test(token)) {
      if (key === 'name') name = unescaped(token.slice(1, -1))
    } else if (/^\d/.test(token)) {
      if (key === 'id') id = Number(token)
    } else if (!token.startsWith('#')) key = token
  }
  return new Map([...names].sort(([a], [b]) => a - b))
}

const LETTERS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

/** Numbers are bytes of UTF-8. */
function unescaped(text: string): string {
  const parts = text.match(/\\[0-7]{1,3}|\\x[0-9a-fA-F]{1,2}|\\.|[^\\]+/g) ?? []
  return Buffer.concat(
    parts.map((part) => {
      if (!part.startsWith('\\')) return Buffer.from(part)
      if (/^\\[0-7]/.test(part)) return Buffer.from([Number.parseInt(part.slice(1), 8) & 0xff])
      if (/^\\x./.test(part)) return Buffer.from([Number.parseInt(part.slice(2), 16)])
      return Buffer.from(LETTERS[part.slice(1)] ?? part.slice(1))
    }),
  ).toString('utf8')
}
