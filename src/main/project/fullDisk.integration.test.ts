import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { createTestProject, type TestProject } from './testing/testProject'

let test: TestProject
let script: Awaited<ReturnType<typeof bundleForNode>>
beforeAll(async () => {
  test = await createTestProject(50, 1)
  await test.project.close()
  script = await bundleForNode(fileURLToPath(new URL('./testing/commitUntilSaved.ts', import.meta.url)))
})
afterAll(async () => {
  await test.remove()
  await script.remove()
})

/** True where this user may mount a file system of its own in a namespace of its own. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!mayMount) console.warn('not run: real full and read-only disks, because no file system can be mounted')

/** Runs a shell script in a namespace of its own, where `$disk` is an empty disk of that size. */
async function onDiskOf(size: string, commands: string): Promise<string> {
  const disk = join(test.folder, '..', 'disk')
  await mkdir(disk, { recursive: true })
  const text = `set -e; mount -t tmpfs -o size=${size} none "$disk"; ${commands}`
  const env = { ...process.env, disk, project: test.folder, script: script.file, node: process.execPath }
  return (await promisify(execFile)('unshare', ['-rm', 'sh', '-c', text], { env })).stdout
}

const parse = (output: string) => ({
  said: output.split('\n')[0] as string,
  ...(JSON.parse(output.trim().split('\n').at(-1) as string) as {
    refusals: number
    boxes: number
    stored: number
    problems: string[]
    undo: number
  }),
})

describe('row 25: a real disk', () => {
  it.skipIf(!mayMount)(
    'that is full refuses with its code and folder; the edit is taken once there is room',
    async () => {
      const output = await onDiskOf(
        '3m',
        `cp -r "$project" "$disk/p"; head -c 1000000 /dev/zero > "$disk/filler"; "$node" "$script" "$disk/p" "$disk/filler"`,
      )
      const result = parse(output)
      expect(result.said).toMatch(/^refused disk-full The disk is full.*disk\/p\/project\.db/)
      expect(result).toMatchObject({ refusals: 3, stored: result.boxes, problems: [], undo: 1 })
      expect(result.boxes).toBeGreaterThan(40)
    },
  )

  it.skipIf(!mayMount)('that was mounted read-only opens for reading, and says so', async () => {
    const output = await onDiskOf(
      '8m',
      `cp -r "$project" "$disk/p"; mount -o remount,ro "$disk"; "$node" "$script" "$disk/p" -`,
    )
    const { said, boxes, stored } = parse(output)
    expect(said).toMatch(/^refused project-read-only The project is open for reading only.*disk\/p/)
    expect([boxes, stored]).toEqual([0, 0])
  })

  it.skipIf(process.platform !== 'linux')(
    'that reports errors refuses with its code; nothing is lost once it works again',
    async () => {
      // A limit on file sizes fails the write inside SQLite, as a broken disk does.
      const child = spawn(
        'prlimit',
        ['--fsize=600000:unlimited', process.execPath, script.file, test.folder, '-'],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      let output = ''
      let isMended = false
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString()
        if (isMended || !output.includes('\n')) return
        isMended = true
        execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'])
      })
      await new Promise((resolve) => child.once('close', resolve))
      const result = parse(output)
      expect(result.said).toMatch(/^refused (io-failed|disk-full) .*project\.db/)
      expect(result.refusals).toBeGreaterThan(0)
      expect(result).toMatchObject({ stored: result.boxes, problems: [], undo: 1 })
    },
  )
})
