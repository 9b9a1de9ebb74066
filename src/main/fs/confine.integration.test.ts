import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confine, isInside } from './confine'

let outer: string
let root: string
beforeAll(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-confine-')))
  root = join(outer, 'data')
  await mkdir(join(root, 'a', 'b'), { recursive: true })
  await mkdir(join(outer, 'data-evil'))
  await writeFile(join(outer, 'data-evil', 'secret'), 'secret')
  await writeFile(join(root, 'a', 'picture 100%.jpg'), '')
  await symlink(join(outer, 'data-evil'), join(root, 'linkOut'))
  await symlink(join(outer, 'data-evil', 'secret'), join(root, 'fileOut'))
  await symlink('a', join(root, 'linkIn'))
  await symlink(join(outer, 'nowhere'), join(root, 'dangling'))
  await symlink('loop', join(root, 'loop'))
})
afterAll(() => rm(outer, { recursive: true }))

const outcome = (relative: string, platform?: NodeJS.Platform) =>
  confine(root, relative, platform).then(
    (path) => path.slice(outer.length),
    (error: { code: string }) => error.code,
  )

describe('row 15: confine', () => {
  it('answers the real place below the folder', async () => {
    expect(await outcome('a/picture 100%.jpg')).toBe('/data/a/picture 100%.jpg')
    expect(await outcome('linkIn/b')).toBe('/data/a/b')
    expect(await outcome('a/not/yet/there')).toBe('/data/a/not/yet/there')
    expect(await outcome('./a//b')).toBe('/data/a/b')
    expect(await outcome('..%2fdata-evil')).toBe('/data/..%2fdata-evil')
    expect(await outcome('AUX')).toBe('/data/AUX')
  })

  it.each([
    '',
    '..',
    '../data-evil/secret',
    'a/../../data-evil/secret',
    'a/..',
    '/etc/passwd',
    'a\0b',
    'linkOut',
    'linkOut/secret',
    'linkOut/new',
    'fileOut',
    'loop',
    'x'.repeat(300),
  ])('refuses %j', async (relative) => {
    expect(await outcome(relative)).toBe('path-outside')
  })

  it.each([
    'C:/Windows',
    'C:x',
    '\\\\host\\share',
    'a\\..\\..\\b',
    'x.jpg:stream',
    'CON',
    'a/nul.txt',
    'com1.jpg',
    'a.',
    'a ',
  ])('refuses %j on Windows', async (relative) => {
    expect(await outcome(relative, 'win32')).toBe('path-outside')
  })

  it('says so where the folder itself is missing', async () => {
    await expect(confine(join(outer, 'gone'), 'a')).rejects.toMatchObject({ code: 'folder-unreadable' })
  })

  it('follows a link that was changed after an earlier check', async () => {
    const link = join(root, 'swapped')
    await symlink('a', link)
    expect(await outcome('swapped')).toBe('/data/a')
    await rm(link)
    await symlink('../data-evil', link)
    expect(await outcome('swapped')).toBe('path-outside')
  })

  it('answers a place inside or an error, for any text', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'a',
        'b',
        'linkOut',
        'linkIn',
        'fileOut',
        'dangling',
        'secret',
        '%2e%2e',
        '~',
      ),
      fc.string({ maxLength: 12, unit: 'binary' }),
    )
    const relative = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('/'))
    const seed = 15
    await fc.assert(
      fc.asyncProperty(relative, async (text) => {
        const path = await confine(root, text).catch((error: { code: string }) => {
          expect(error.code).toBe('path-outside')
          return null
        })
        if (path !== null) expect(path === root || path.startsWith(root + sep)).toBe(true)
      }),
      { seed, numRuns: 1000 },
    )
  })
})

describe('isInside', () => {
  it('needs the separator, and folds case where the system does', () => {
    expect(isInside('/data', '/data-evil/x', 'linux')).toBe(false)
    expect(isInside('/data', '/DATA/x', 'linux')).toBe(false)
    expect(isInside('/data', '/DATA/x', 'darwin')).toBe(true)
    expect(isInside('/', '/x', 'linux')).toBe(true)
  })
})
