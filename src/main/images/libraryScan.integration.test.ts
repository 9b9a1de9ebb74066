import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scanLibrary } from './libraryScan'
import { orientedJpeg } from './testing/pictures'

let base: string
let root: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'focal-scan-'))
  root = join(base, 'pictures')
  await mkdir(join(root, 'sub'), { recursive: true })
})
afterEach(() => rm(base, { recursive: true, force: true }))

const touch = (name: string, data: string | Uint8Array = 'x') => writeFile(join(root, name), data)

describe('scanLibrary', () => {
  it('lists pictures of all folders in natural order, hidden and system files left out', async () => {
    for (const name of [
      'img10.jpg',
      'img2.JPG',
      'sub/a.png',
      '.hidden.jpg',
      'Thumbs.db',
      '._a.jpg',
      'notes.txt',
    ])
      await touch(name)
    await touch('no-extension', await orientedJpeg(1))
    await touch('Makefile', 'all:')
    await mkdir(join(root, 'folder.jpg'))
    await touch('folder.jpg/inside.webp')
    const scan = await scanLibrary(root)
    expect(scan.files.map((file) => file.relativePath)).toEqual([
      'folder.jpg/inside.webp',
      'img2.JPG',
      'img10.jpg',
      'no-extension',
      'sub/a.png',
    ])
    expect(scan.passedOver).toEqual([])
    expect(scan.files[1]).toMatchObject({ fileBytes: 1 })
  })

  it('follows no link: loops end, and what lies outside stays unread', async () => {
    await touch('a.jpg')
    await writeFile(join(base, 'secret.jpg'), 'x')
    await mkdir(join(base, 'pictures-evil'))
    await symlink(root, join(root, 'sub', 'loop'))
    await symlink('self.jpg', join(root, 'self.jpg'))
    await symlink(join(base, 'secret.jpg'), join(root, 'out.jpg'))
    await symlink(join(base, 'pictures-evil'), join(root, 'evil'))
    await symlink('gone', join(root, 'broken.jpg'))
    const scan = await scanLibrary(root)
    expect(scan.files.map((file) => file.relativePath)).toEqual(['a.jpg'])
    expect(scan.passedOver).toEqual([
      { relativePath: 'broken.jpg', reason: 'the link leads nowhere' },
      { relativePath: 'evil', reason: 'the link leads out of the folder' },
      { relativePath: 'out.jpg', reason: 'the link leads out of the folder' },
      { relativePath: 'self.jpg', reason: 'the link leads to itself' },
    ])
  })

  it('leaves out the folders it is told to, and names a folder that is not there', async () => {
    await touch('sub/a.png')
    const scan = await scanLibrary(root, { skip: (path) => path === 'sub' })
    expect(scan.files).toEqual([])
    await expect(scanLibrary(join(base, 'nowhere'))).rejects.toMatchObject({ code: 'folder-unreadable' })
  })
})
