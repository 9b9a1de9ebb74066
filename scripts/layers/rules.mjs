/** The layer rules. Each takes a file and returns what is wrong with it. */
import { posix } from 'node:path'
import { importsOf, lineAt, splitSource } from './source.mjs'
import { REGISTRIES, TESTS, WRITERS, zoneOf } from './zones.mjs'

/**
 * @typedef {{ path: string, text: string }} SourceFile path from the repository's root, with slashes
 * @typedef {{ path: string, line: number, problem: string }} Finding
 * @typedef {SourceFile & { code: string, plain: string, imports: import('./source.mjs').Import[], isTest: boolean }} Parsed
 * @typedef {(file: Parsed) => { line: number, problem: string }[]} Rule
 */

const MAX_LINES = 350

/** All findings of one file. @param {SourceFile} file @returns {Finding[]} */
export function checkFile(file) {
  const { withoutComments, code } = splitSource(file.text)
  const isTest = TESTS.test(file.path)
  const parsed = { ...file, code, plain: withoutComments, imports: importsOf(withoutComments), isTest }
  return rules.flatMap((rule) => rule(parsed)).map((finding) => ({ path: file.path, ...finding }))
}

/** One finding for each match of a pattern in the code. @param {Parsed} file @param {RegExp} pattern @param {string} problem */
function each(file, pattern, problem) {
  return [...file.code.matchAll(pattern)].map((match) => ({ line: lineAt(file.code, match.index), problem }))
}

/** @type {Rule} */
const hasZone = ({ path }) =>
  zoneOf(path) === null ? [{ line: 1, problem: 'lies in no zone (scripts/layers/zones.mjs lists them)' }] : []

/** @type {Rule} */
const followsDirection = ({ path, imports, isTest }) => {
  const zone = zoneOf(path)
  if (zone === null) return []
  return imports.flatMap(({ from, line, isType }) => {
    if (!from.startsWith('.')) {
      const name = packageName(from)
      if (isTest || zone.packages.test(name)) return allowNode(zone.name, isTest, from, line)
      return [{ line, problem: `${zone.name} must not import ${name}` }]
    }
    const target = posix.join(posix.dirname(path), from)
    // The app's own version is the one thing outside src that code may read at build time.
    if (target === 'package.json' && !path.startsWith('src/renderer/')) return []
    if (!target.startsWith('src/')) return isTest ? [] : [{ line, problem: `imports ${target}, outside src` }]
    const file = /\.\w+$/.test(posix.basename(target)) ? target : `${target}.ts`
    const sources = isType ? [...zone.sources, ...(zone.typeSources ?? [])] : zone.sources
    const isAllowed = sources.some((source) => source.test(file) || source.test(`${target}/`))
    if (isAllowed || (isTest && sameSide(path, target))) return []
    return [{ line, problem: `${zone.name} must not import ${target}` }]
  })
}

/** Only zones whose package pattern allows everything else may use Node's own modules. @param {string} zone @param {boolean} isTest @param {string} from @param {number} line */
function allowNode(zone, isTest, from, line) {
  const isClosed = ['shared', 'renderer', 'preload', 'tf', 'detector'].includes(zone)
  return from.startsWith('node:') && isClosed && !isTest
    ? [{ line, problem: `${zone} must not import ${from}` }]
    : []
}

/** Tests may reach across zones, but never from main to the renderer or back. @param {string} a @param {string} b */
function sameSide(a, b) {
  const side = (/** @type {string} */ path) => (path.startsWith('src/renderer/') ? 'renderer' : 'main')
  return b.startsWith('src/shared/') || a.startsWith('src/shared/') || side(a) === side(b)
}

/** @param {string} from */
function packageName(from) {
  if (from.startsWith('node:')) return from
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** @type {Rule} */
const tensorflowHasOneDoor = ({ path, imports, isTest }) =>
  imports
    .filter(
      ({ from }) => /^@tensorflow\/tfjs-core/.test(from) && path !== 'src/main/detector/tf.ts' && !isTest,
    )
    .map(({ line }) => ({ line, problem: 'imports tfjs-core; src/main/detector/tf.ts is its one door' }))

/** @type {Rule} */
const routerOwnsIpc = (file) =>
  file.path === 'src/main/ipc/router.ts' || file.isTest
    ? []
    : each(file, /\bipcMain\b/g, 'uses ipcMain; only src/main/ipc/router.ts may')

/** @type {Rule} */
const windowsAreBuiltInOnePlace = (file) =>
  file.path.startsWith('src/main/windows/') || file.isTest
    ? []
    : each(
        file,
        /\bnew\s+(BrowserWindow|BaseWindow|WebContentsView)\b/g,
        'builds a window; only src/main/windows may',
      )

/** @type {Rule} */
const linksLeaveThroughOneDoor = (file) =>
  file.path === 'src/main/security/externalLinks.ts' || file.isTest
    ? []
    : each(file, /\bopenExternal\b/g, 'calls openExternal; only src/main/security/externalLinks.ts may')

const WRITE_NAME =
  /^(writeFile|appendFile|copyFile|cp|rename|rm|rmdir|unlink|mkdir|mkdtemp|truncate|ftruncate|symlink|link|chmod|chown|utimes|write|writev|fsync|createWriteStream)(Sync)?$/

/** @type {Rule} */
const writesGoThroughFs = (file) => {
  if (WRITERS.test(file.path) || file.isTest || !file.path.startsWith('src/main/')) return []
  const found = []
  for (const { from, names, line } of file.imports) {
    if (!/^(node:)?fs(\/promises)?$/.test(from)) continue
    for (const name of names.filter((each) => WRITE_NAME.test(each))) {
      found.push({ line, problem: `writes to disk (${name}); only src/main/fs and src/main/store may` })
    }
    if (names.includes('*') || names.includes('default') || names.includes('promises')) {
      found.push({
        line,
        problem: `imports ${from} as a whole; name what is used, so that writes can be seen`,
      })
    }
    if (names.some((name) => /^open(Sync)?$/.test(name))) found.push(...opensForWriting(file))
  }
  return found
}

/** @param {Parsed} file */
function opensForWriting(file) {
  return [...file.plain.matchAll(/\bopen(?:Sync)?\(\s*[^,()]+(?:\([^()]*\))?,\s*['"](?!r['"])/g)].map(
    (match) => ({
      line: lineAt(file.plain, match.index),
      problem: 'opens a file for writing; only src/main/fs and src/main/store may',
    }),
  )
}

/** @type {Rule} */
const noBarrels = ({ path, code, isTest }) => {
  if (REGISTRIES.test(path) || isTest) return []
  const rest = code.replace(/\bexport\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"]\s*['"];?/g, '')
  const isBarrel = rest !== code && rest.trim() === ''
  return isBarrel
    ? [{ line: 1, problem: 'only hands things on (a barrel); import from the files themselves' }]
    : []
}

/** @type {Rule} */
const staysShort = ({ text }) => {
  const lines = text.trimEnd().split('\n').length
  if (lines <= MAX_LINES || /^\/\/ long because: \S/.test(text)) return []
  return [
    {
      line: 1,
      problem: `has ${lines} lines (limit ${MAX_LINES}); split it, or begin with "// long because: ..."`,
    },
  ]
}

/** @type {Rule} */
const isNamedForItsSubject = ({ path }) =>
  /\/(utils?|helpers?|misc|common)\.tsx?$/.test(path)
    ? [{ line: 1, problem: 'is named after no subject' }]
    : []

/** @type {Rule} */
const isDeterministic = (file) =>
  /^src\/(shared|main\/detector)\//.test(file.path)
    ? each(
        file,
        /\bMath\.random\b|\bDate\.now\b|\bnew\s+Date\(\s*\)|\bperformance\.now\b/g,
        'uses chance or the clock; take a generator or a time as an argument',
      )
    : []

/** @type {Rule} */
const hasNothingLeftToDo = ({ text }) =>
  [...text.matchAll(/\b(TODO|FIXME|XXX)\b/g)].map((match) => ({
    line: lineAt(text, match.index),
    problem: `says ${match[1]}: do it, or file an issue`,
  }))

/** @type {Rule} */
const testsAreNotNarrowed = (file) => {
  if (!/\.test\.tsx?$/.test(file.path)) return []
  const lines = file.text.split('\n')
  const only = each(file, /\b(test|it|describe)\.only\b/g, 'runs only one test (.only)')
  const skips = each(
    file,
    /\b(test|it|describe)(\.\w+)*\.(skip|skipIf|runIf|todo)\b/g,
    'skips a test without a reason',
  )
  return [...only, ...skips.filter(({ line }) => !hasReason(lines, line) && !saysWhy(file))]
}

/** The file warns when it skips, or asks a helper of the tests that does. @param {Parsed} file */
function saysWhy(file) {
  return /console\.warn\(/.test(file.code) || file.imports.some(({ from }) => /(^|\/)testing\//.test(from))
}

/** A reason is a comment on the line or right above it. @param {string[]} lines @param {number} line */
function hasReason(lines, line) {
  return /\/\/\s*\S/.test(lines[line - 1] ?? '') || /^\s*(\/\/|\*|\/\*)/.test(lines[line - 2] ?? '')
}

/** A call with a title, or a table or condition in front of one; `test.project.commit(` is a variable of that name. */
const TEST_CALL =
  /(?:^|[\n;{(]|=>)\s*(?:test|it)(?:\s*(?=\(\s*['"`])|(?:\.(?:only|skip|each|for|concurrent|sequential|fails|skipIf|runIf)\b)+\s*)\(/g

/** @type {Rule} */
const testsExpectSomething = (file) => {
  if (!/\.test\.tsx?$/.test(file.path)) return []
  const checkers = checkingFunctions(file)
  const found = []
  for (const match of file.code.matchAll(TEST_CALL)) {
    const open = match.index + match[0].length - 1
    let body = file.code.slice(open, closing(file.code, open) + 1)
    // test.each(table)(title, body): the body is in the second pair of brackets.
    const after = open + body.length
    if (file.code[after] === '(') body += file.code.slice(after, closing(file.code, after) + 1)
    if (/\bexpect\w*\s*[(.<]/.test(body) || checkers.some((name) => new RegExp(`\\b${name}\\b`).test(body)))
      continue
    found.push({ line: lineAt(file.code, open), problem: 'is a test that expects nothing' })
  }
  return found
}

/** Functions of the file that themselves expect something, and imported ones named expect... @param {Parsed} file */
function checkingFunctions(file) {
  const own = [
    ...file.code.matchAll(
      /\b(?:function\s+(\w+)|const\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)[^=;{]*=>)/g,
    ),
  ]
  const checking = own.flatMap((match) => {
    const rest = file.code.slice(match.index + match[0].length)
    const end = rest.search(/\n(?=\S)(?!\})/)
    const name = match[1] ?? match[2] ?? ''
    return /\bexpect\w*\s*[(.<]/.test(end === -1 ? rest : rest.slice(0, end)) ? [name] : []
  })
  return [
    ...checking,
    ...file.imports.flatMap(({ names }) => names.filter((name) => /^expect\w+/.test(name))),
  ]
}

/** Position of the bracket that closes the one at `open`. @param {string} code @param {number} open */
function closing(code, open) {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === '(') depth++
    if (code[at] === ')' && --depth === 0) return at
  }
  return code.length
}

/** @type {Rule[]} */
const rules = [
  hasZone,
  followsDirection,
  tensorflowHasOneDoor,
  routerOwnsIpc,
  windowsAreBuiltInOnePlace,
  linksLeaveThroughOneDoor,
  writesGoThroughFs,
  noBarrels,
  staysShort,
  isNamedForItsSubject,
  isDeterministic,
  hasNothingLeftToDo,
  testsAreNotNarrowed,
  testsExpectSomething,
]
