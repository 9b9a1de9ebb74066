import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { StudioError } from '../../shared/result'
import { dataFolder, hasData } from '../formats/testing/dataFolder'
import { makeZip, type ZipEntry } from './testing/makeZip'
import { studioCaps } from './unpackBudget'
import { unpackZip } from './unpackZip'

let base: string
let into: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'focal-zip-'))
  into = join(base, 'into')
  mkdirSync(into)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const put = (bytes: Uint8Array) => {
  const file = join(base, 'a.zip')
  writeFileSync(file, bytes)
  return file
}
const unpack = (entries: ZipEntry[], caps = studioCaps) => unpackZip(put(makeZip(entries)), into, { caps })
const codeOf = (entries: ZipEntry[], caps = studioCaps) =>
  unpack(entries, caps).then(
    () => 'unpacked',
    (cause: StudioError) => cause.code,
  )
const written = () =>
  readdirSync(into, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(into.length + 1))
    .sort()
const whats = (notes: { what: string; count: number }[]) => notes.map(({ what, count }) => [what, count])
const jpeg = { name: 'data/a.jpg', content: 'picture' }

describe('row 16: unpackZip', () => {
  it('row 16: takes out pictures and label files byte for byte, whatever packed them', async () => {
    const notes = await unpack([
      { name: 'data/', mode: 0o040755 },
      { name: 'data/images/äöü 日本.jpg', content: 'picture' },
      { name: 'windows\\style.png', content: 'stored', isStored: true, mode: 0 },
      // macOS writes UTF-8 and does not say so; old packers write code page 437.
      { name: 'mac-é.jpg', content: 'm', claims: { flags: 0 } },
      { name: Buffer.from([0x82, ...Buffer.from('.jpg')]), content: '437', claims: { flags: 0 } },
      { name: './labels.json', content: '{}' },
      { name: 'no-extension', content: 'may be a picture' },
      { name: '__MACOSX/data/._a.jpg', content: 'x' },
      { name: 'virus.exe', content: 'MZ' },
    ])
    expect(notes).toEqual([])
    expect(written()).toEqual(
      [
        'data/images/äöü 日本.jpg',
        'labels.json',
        'mac-é.jpg',
        'no-extension',
        'windows/style.png',
        'é.jpg',
      ].sort(),
    )
    expect(readFileSync(join(into, 'windows/style.png'), 'utf8')).toBe('stored')
    expect(readFileSync(join(into, 'data/images/äöü 日本.jpg'), 'utf8')).toBe('picture')
  })

  it.each([
    '../x.jpg',
    'a/../../x.jpg',
    '/tmp/x.jpg',
    '..\\x.jpg',
    'C:\\x.jpg',
    'c:x.jpg',
    '\\\\host\\share\\x.jpg',
    'a\0.jpg',
    '..',
    // Not taken out, and a sign all the same.
    '../../etc/passwd.exe',
  ])('row 16: an archive with an entry named %j is refused before anything is written', async (name) => {
    expect(await codeOf([jpeg, { name, content: 'x' }])).toBe('path-outside')
    expect(written()).toEqual([])
    expect(readdirSync(base).sort()).toEqual(['a.zip', 'into'])
  })

  it('row 16: links and devices are left out and told, and a file under a link’s name stays inside', async () => {
    const notes = await unpack([
      { name: 'out', content: '../..', mode: 0o120777 },
      { name: 'out/x.jpg', content: 'x' },
      { name: 'passwd.jpg', content: '/etc/passwd', mode: 0o120777 },
      { name: 'pipe.jpg', mode: 0o010644 },
    ])
    expect(whats(notes)).toEqual([['link or device in the archive: left out', 3]])
    expect(written()).toEqual(['out/x.jpg'])
    expect(existsSync(join(base, 'x.jpg'))).toBe(false)
  })

  it('row 16: no archive inside the archive is unpacked', async () => {
    const inner = makeZip([{ name: 'b.jpg', content: 'x' }])
    const notes = await unpack([
      jpeg,
      { name: 'inner.zip', content: inner },
      { name: 'in.tar.gz', content: 'x' },
    ])
    expect(whats(notes)).toEqual([['archive inside the archive: not unpacked', 2]])
    expect(written()).toEqual(['data/a.jpg'])
  })

  it('row 16: doubled names and names that differ in case or Unicode form: the first counts, and it is told', async () => {
    const notes = await unpack([
      jpeg,
      { name: 'data/a.jpg', content: 'second' },
      { name: 'DATA/A.JPG', content: 'third' },
      { name: 'caf\u00e9.jpg', content: 'x' },
      { name: 'cafe\u0301.jpg', content: 'x' },
      // A file where a folder is, and the other way round.
      { name: 'data', content: 'x' },
      { name: 'no', content: 'x' },
      { name: 'no/b.jpg', content: 'x' },
    ])
    expect(whats(notes)).toEqual([
      ['two files of one name in the archive: the first counts', 3],
      ['file that cannot be unpacked: left out', 2],
    ])
    expect(written()).toEqual(['caf\u00e9.jpg', 'data/a.jpg', 'no'])
    expect(readFileSync(join(into, 'data/a.jpg'), 'utf8')).toBe('picture')
  })

  const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 2 ** 20)

  it('row 16: a bomb is refused by what it claims, before a byte is written', async () => {
    expect(await codeOf([jpeg, { name: 'zeros.png', content: zeros(8) }])).toBe('format-invalid')
    expect(await codeOf([jpeg, { name: 'zeros.bin', content: zeros(8) }])).toBe('format-invalid')
    expect(written()).toEqual([])
    // Many small ones: each under the ratio's floor, together over it.
    const many = Array.from({ length: 40 }, (_, i) => ({ name: `${i}.bmp`, content: zeros(0.9) }))
    expect(await codeOf(many)).toBe('format-invalid')
    expect(written()).toEqual([])
    // A black mask alone is no bomb.
    expect(await codeOf([{ name: 'mask.bmp', content: zeros(0.9) }])).toBe('unpacked')
  })

  it('row 16: 64 MiB a file, 200,000 entries and 20 GiB are the caps', async () => {
    expect(studioCaps).toEqual({
      entries: 200_000,
      entryBytes: 64 * 2 ** 20,
      totalBytes: 20 * 2 ** 30,
      ratio: 200,
      ratioFromBytes: 2 ** 20,
    })
    const small = { ...studioCaps, entryBytes: 10, totalBytes: 15, entries: 3 }
    expect(await codeOf([{ name: 'a.jpg', content: 'x'.repeat(10) }], small)).toBe('unpacked')
    expect(await codeOf([{ name: 'b.jpg', content: 'x'.repeat(11) }], small)).toBe('format-invalid')
    // What is not taken out may be large.
    expect(await codeOf([{ name: 'weights.pt', content: 'x'.repeat(99) }], small)).toBe('unpacked')
    const eight = ['c.jpg', 'd.jpg'].map((name) => ({ name, content: 'x'.repeat(8) }))
    expect(await codeOf(eight, small)).toBe('format-invalid')
    const four = ['e', 'f', 'g', 'h'].map((name) => ({ name }))
    expect(await codeOf(four, small)).toBe('format-invalid')
    expect(written()).toEqual(['a.jpg'])
  })

  it('row 16: the bytes that come out count, not the claim, and a damaged file does not stop the others', async () => {
    const notes = await unpack([
      { name: 'more.jpg', content: zeros(4), claims: { size: 10, packed: 4100 } },
      { name: 'less.jpg', content: 'short', claims: { size: 500 } },
      { name: 'flipped.jpg', content: 'flipped', claims: { checksum: 1 } },
      { name: 'noise.jpg', content: 'this is no deflate', isStored: true, claims: { method: 8 } },
      { name: 'secret.jpg', content: 'x', claims: { flags: 1 } },
      { name: 'lzma.jpg', content: 'x', claims: { method: 14 } },
      jpeg,
    ])
    expect(whats(notes)).toEqual([['file that cannot be unpacked: left out', 6]])
    expect(written()).toEqual(['data/a.jpg'])
  })

  it('row 16: overlapping entries: one packed file named a thousand times is counted each time', async () => {
    const one = makeZip([{ name: 'a.bmp', content: zeros(0.9) }])
    const end = one.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    const central = one.subarray(one.indexOf(Buffer.from([0x50, 0x4b, 1, 2])), end)
    const copies = Array.from({ length: 1000 }, (_, i) => {
      const copy = Buffer.from(central)
      // Names of five bytes, each another.
      copy.write(i.toString(36).padStart(5, '0'), 46, 'latin1')
      return copy
    })
    const tail = Buffer.from(one.subarray(end))
    tail.writeUInt16LE(1000, 8)
    tail.writeUInt16LE(1000, 10)
    tail.writeUInt32LE(1000 * central.length, 12)
    const bomb = Buffer.concat([one.subarray(0, end - central.length), ...copies, tail])
    await expect(unpackZip(put(bomb), into)).rejects.toMatchObject({ code: 'format-invalid' })
    expect(written()).toEqual([])
  })

  it('row 16: it stops when it is told to', async () => {
    const controller = new AbortController()
    const archive = put(makeZip([jpeg, { name: 'b.jpg', content: 'b' }, { name: 'c.jpg' }]))
    const stopped = unpackZip(archive, into, {
      signal: controller.signal,
      onProgress: (done) => done === 2 && controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(written()).toEqual(['data/a.jpg'])
  })

  it('row 16: 150 broken archives each end unpacked or refused in words, and write nothing outside (seed 16)', {
    timeout: 60_000,
  }, async () => {
    const random = createRandom(16)
    const sound = makeZip([
      jpeg,
      { name: 'b/labels.json', content: '{"images":[]}' },
      { name: 'c.png', content: 'stored', isStored: true },
    ])
    for (let round = 0; round < 150; round++) {
      const bytes = Buffer.from(sound)
      for (let flips = 1 + Math.floor(random.next() * 4); flips > 0; flips--)
        bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256)
      const cut = random.next() < 0.2 ? bytes.subarray(0, Math.floor(random.next() * bytes.length)) : bytes
      try {
        await unpackZip(put(cut), into)
      } catch (cause) {
        if (!(cause instanceof StudioError)) throw new Error(`round ${round}: ${String(cause)}`, { cause })
        expect(['format-invalid', 'path-outside', 'disk-full']).toContain(cause.code)
      }
      expect(readdirSync(base).sort()).toEqual(['a.zip', 'into'])
      rmSync(into, { recursive: true })
      mkdirSync(into)
    }
  })
})

describe.skipIf(!hasData('hostile.tar.gz'))('row 16: the shared archives', () => {
  it.each([
    ['good.zip', 'unpacked', ['data/annotations.json', 'data/images/a.jpg']],
    ['zip-slip.zip', 'path-outside', []],
    ['zip-bomb-256mb.zip', 'format-invalid', []],
    ['truncated.zip', 'format-invalid', []],
    ['duplicate-entries.zip', 'unpacked', ['images/a.jpg']],
  ])('row 16: %s: %s', async (name, outcome, files) => {
    const member = `hostile/archives/${name}`
    execFileSync('tar', ['-xzf', join(dataFolder, 'hostile.tar.gz'), '-C', base, member])
    const result = await unpackZip(join(base, member), into).then(
      (notes) => {
        expect(notes.length > 0).toBe(name.startsWith('dup'))
        return 'unpacked'
      },
      (cause: StudioError) => cause.code,
    )
    expect([result, written()]).toEqual([outcome, files])
    expect(existsSync('/tmp/hostile-zip-slip.txt') || existsSync('/tmp/hostile-zip-abs.txt')).toBe(false)
  })
})

it('row 16: a pipe in the place of a zip is not waited for', async () => {
  const pipe = join(base, 'p.zip')
  execFileSync('mkfifo', [pipe])
  await expect(unpackZip(pipe, into)).rejects.toMatchObject({ code: 'io-failed' })
})
