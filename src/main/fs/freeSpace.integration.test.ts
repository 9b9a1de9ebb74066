import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { freeBytes, requireFreeSpace } from './freeSpace'

describe('row 25: free space', () => {
  it('is measured on a real folder, and unknown for a missing one', async () => {
    expect(await freeBytes(tmpdir())).toBeGreaterThan(0)
    expect(await freeBytes('/no/such/folder')).toBeNull()
  })

  it('refuses with the figures and the folder in words', async () => {
    const measure = async () => 3e6
    await expect(requireFreeSpace('/data', 5e6, 'The import', measure)).rejects.toMatchObject({
      code: 'disk-full',
      message: 'The import needs about 5 MB, but only 3 MB are free on the disk of /data',
    })
    await expect(requireFreeSpace('/data', 1.9e6, 'The import', async () => 1.2e6)).rejects.toMatchObject({
      message: 'The import needs about 2 MB, but only 1 MB are free on the disk of /data',
    })
    await expect(requireFreeSpace('/data', 2e6, 'The import', measure)).resolves.toBeUndefined()
    await expect(requireFreeSpace('/data', 2e6, 'The import', async () => null)).resolves.toBeUndefined()
  })
})
