import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { lookAtPicture } from './lookAtPicture'

let base: string
let root: string
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-look-'))
  root = join(base, 'chosen')
  mkdirSync(join(root, 'sub'), { recursive: true })
  mkdirSync(join(base, 'secret'))
  for (const folder of ['chosen/sub', 'secret'])
    writeFileSync(join(base, folder, 'a.jpg'), await orientedJpeg(1))
})
afterEach(() => rmSync(base, { recursive: true }))

const look = (relativePath: string) => lookAtPicture({ root, relativePath })

describe('row 15: a picture that changed places between the scan and the look', () => {
  it('row 15: is read where it is itself', async () => {
    expect(await look('sub/a.jpg')).toMatchObject({ width: 64, height: 48, problem: null })
  })

  it('row 15: a file that became a link out of the folder is not read', async () => {
    rmSync(join(root, 'sub/a.jpg'))
    symlinkSync(join(base, 'secret/a.jpg'), join(root, 'sub/a.jpg'))
    expect(await look('sub/a.jpg')).toBeNull()
  })

  it('row 15: nor one whose folder became a link out', async () => {
    renameSync(join(root, 'sub'), join(base, 'moved'))
    symlinkSync(join(base, 'secret'), join(root, 'sub'))
    expect(await look('sub/a.jpg')).toBeNull()
  })

  it('row 15: a link to another place inside is followed', async () => {
    symlinkSync('sub/a.jpg', join(root, 'b.jpg'))
    expect(await look('b.jpg')).toMatchObject({ width: 64, problem: null })
  })

  it.each(['../secret/a.jpg', '/etc/passwd', 'sub/../../secret/a.jpg', 'a\0.jpg'])(
    'row 15: %j leads nowhere',
    async (path) => {
      expect(await look(path)).toBeNull()
    },
  )

  it.skipIf(process.platform === 'win32')('row 15: a pipe under a picture’s name does not hang', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.jpg')])
    expect((await look('pipe.jpg'))?.problem?.code).toBe('image-unreadable')
    expect((await look('gone.jpg'))?.problem?.code).toBe('image-missing')
  })
})
