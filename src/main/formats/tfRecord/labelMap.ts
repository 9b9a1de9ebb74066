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

/** Numbers are bytes of UTF-8, so all of it is taken as bytes. */
function unescaped(text: string): string {
  const bytes = Buffer.from(text).toString('latin1')
  const plain = bytes.replace(/\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
    return /^x./.test(code)
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (LETTERS[code] ?? code)
  })
  return Buffer.from(plain, 'latin1').toString('utf8')
}
