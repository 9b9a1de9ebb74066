import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keep, readKept } from './keptJpeg'

it('row 17: what is kept of pictures stays within its limit, the last one among it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'focal-kept-'))
  const bytes = Buffer.alloc(1000, 7)
  bytes.set([0xff, 0xd9], 998)
  // The first and every fiftieth after it looks at the limit.
  for (let n = 0; n <= 50; n++) await keep({ folder, name: `${n}.jpg` }, bytes, 10_500)
  expect(await readdir(folder)).toHaveLength(10)
  expect(await readKept({ folder, name: '50.jpg' })).toEqual(bytes)
  await rm(folder, { recursive: true })
})
