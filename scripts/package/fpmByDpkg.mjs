#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder makes its deb with, where it cannot be fetched: takes the same words and
 * calls dpkg-deb. Only what electron-builder says is understood; anything else is refused.
 */
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mustRun } from '../setup/commands.mjs'

/** Each word with a value, and the field that it fills. @type {Record<string, string>} */
const FIELDS = {
  '--name': 'Package',
  '--version': 'Version',
  '--architecture': 'Architecture',
  '--maintainer': 'Maintainer',
  '--category': 'Section',
  '--deb-priority': 'Priority',
  '--url': 'Homepage',
  '--description': 'Description',
}
const OTHERS = [
  '-s',
  '-t',
  '--vendor',
  '--license',
  '--package',
  '--after-install',
  '--after-remove',
  '--deb-compression',
]

/** @param {string[]} words */
export function readWords(words) {
  /** @type {Record<string, string>} */
  const fields = {}
  /** @type {Record<string, string>} */
  const others = {}
  /** @type {string[]} */
  const depends = []
  /** @type {string[]} */
  const recommends = []
  /** @type {{ from: string, to: string }[]} */
  const files = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const value = () => words[++at] ?? ''
    if (word === '--force') continue
    if (word in FIELDS) fields[FIELDS[word] ?? ''] = value()
    else if (OTHERS.includes(word)) others[word] = value()
    else if (word === '-d') depends.push(value())
    else if (word === '--deb-recommends') recommends.push(value())
    else if (word.includes('=') && !word.startsWith('-')) {
      const cut = word.lastIndexOf('=')
      files.push({ from: word.slice(0, cut), to: word.slice(cut + 1) })
    } else throw new Error(`fpmByDpkg does not know ${word}`)
  }
  if (others['-s'] !== 'dir' || others['-t'] !== 'deb')
    throw new Error('fpmByDpkg makes a deb of a folder only')
  return { fields, others, depends, recommends, files }
}

/** The package's control file. @param {ReturnType<typeof readWords>} asked @param {number} installedKib */
export function controlFile({ fields, depends, recommends }, installedKib) {
  const { Description = '', ...plain } = fields
  const [first = '', ...more] = Description.split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const lists = {
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    'Installed-Size': String(installedKib),
  }
  const lines = Object.entries({ ...plain, ...lists, Description: first }).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: ${value}`],
  )
  return `${[...lines, ...more.map((line) => ` ${line}`)].join('\n')}\n`
}

/** @param {string[]} words */
function main(words) {
  const asked = readWords(words)
  const root = mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), 'focal-deb-'))
  try {
    for (const { from, to } of asked.files) {
      const target = join(root, to)
      mkdirSync(dirname(target), { recursive: true })
      cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    }
    mustRun('chmod', ['-R', 'u+rwX,go+rX,go-w', root])
    const control = join(root, 'DEBIAN')
    mkdirSync(control, { mode: 0o755 })
    writeFileSync(join(control, 'control'), controlFile(asked, Math.ceil(folderBytes(root) / 1024)))
    for (const [word, name] of [
      ['--after-install', 'postinst'],
      ['--after-remove', 'postrm'],
    ]) {
      const script = asked.others[word ?? '']
      if (script !== undefined) cpSync(script, join(control, name ?? ''))
      if (script !== undefined) mustRun('chmod', ['0755', join(control, name ?? '')])
    }
    const compression = asked.others['--deb-compression'] ?? 'xz'
    // The lowest level: TensorFlow alone is 560 MB, and higher ones take minutes more for a few per cent.
    mustRun('dpkg-deb', [
      '--root-owner-group',
      `-Z${compression}`,
      '-z1',
      '--build',
      root,
      asked.others['--package'] ?? '',
    ])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** @param {string} folder */
function folderBytes(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => lstatSync(join(folder, String(name))))
    .filter((entry) => entry.isFile())
    .reduce((sum, { size }) => sum + size, 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
