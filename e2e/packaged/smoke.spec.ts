import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { chromium, expect, type Page, test } from '@playwright/test'
import { chooseEpochs, train } from '../support/steps'
import { freshMachine, isAppImage, type Machine, program, STARTER_PATH } from './program'

/** As @electron/fuses reads them out of the binary: the characters 0 and 1. */
const OFF = 48
const ON = 49

let machine: Machine
/** The folder of the sample project, once the window has made it. */
let sample = ''
test.beforeAll(() => {
  expect(program, 'FOCAL_PACKAGED names the program').not.toBe('')
  machine = freshMachine()
})
test.afterAll(() => machine?.clear())

test('row 12: the fuses of what was made are as they should be', async () => {
  const wire = await getCurrentFuseWire(program)
  const read = (fuse: FuseV1Options) => Number((wire as unknown as Record<number, number>)[fuse])
  expect({
    runAsNode: read(FuseV1Options.RunAsNode),
    nodeOptions: read(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeInspect: read(FuseV1Options.EnableNodeCliInspectArguments),
    onlyFromAsar: read(FuseV1Options.OnlyLoadAppFromAsar),
    asarIntegrity: read(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    fileProtocol: read(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: OFF,
    nodeOptions: OFF,
    nodeInspect: OFF,
    onlyFromAsar: ON,
    asarIntegrity: ON,
    fileProtocol: OFF,
  })
})

test('row 12: the program runs no script that it is handed', async () => {
  // A home of its own: starts that end at once count there, and after three of them the window comes up without training.
  const victim = freshMachine()
  const trap = join(victim.home, 'trap.cjs')
  const sprung = join(victim.home, 'sprung')
  writeFileSync(trap, `require('node:fs').writeFileSync(${JSON.stringify(sprung)}, '')\n`)
  const asNode = await victim.run(
    ['-e', "console.log('RAN')"],
    { ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
    20_000,
  )
  expect(asNode.out).not.toContain('RAN')
  const asNodeFile = await victim.run([trap], { ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' }, 20_000)
  expect(asNodeFile.code).not.toBe(0)
  await victim.run(['--help'], { NODE_OPTIONS: `--require ${trap}` }, 30_000)
  const inspected = await victim.run(['--inspect-brk=0', '--help'], {}, 30_000)
  expect(inspected.err).not.toContain('Debugger listening')
  expect(readdirSync(victim.home)).not.toContain('sprung')
  victim.clear()
})

test('row 1: the window opens the sample, trains on it with the packaged TensorFlow, and ends with 0', async () => {
  // Chromium's own switch: its port is what a test has left once Node's inspector is off.
  const child = machine.start(['--remote-debugging-port=0'])
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const address = await new Promise<string>((found, failed) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (url !== undefined) found(url)
    })
    child.once('close', (code) => failed(new Error(`the program ended with ${code}:\n${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const page = await thePage(() => browser.contexts().flatMap((context) => context.pages()))
  // The sign that it is ready: the first screen, drawn from what main answered.
  await expect(page.getByTestId('open-sample')).toBeVisible({ timeout: 60_000 })
  const inside = await page.evaluate(() => ({
    hasNode: 'process' in globalThis || 'require' in globalThis,
    bridge: Object.keys((window as unknown as { studio: object }).studio).sort(),
    url: location.href,
  }))
  expect(inside).toEqual({
    hasNode: false,
    bridge: ['call', 'importDropped', 'on'],
    url: 'studio-app://app/index.html',
  })
  await page.getByTestId('open-sample').click()
  await expect(page.getByTestId('project-name')).toBeVisible({ timeout: 60_000 })
  await chooseEpochs(page, 1)
  await train(page)
  const made = readdirSync(machine.home, { recursive: true }).map(String)
  sample = join(machine.home, dirname(made.find((name) => name.endsWith('project.db')) ?? ''))
  const pid = processOf(child.pid)
  const { folder, libraries } = nativePartsOf(pid)
  const unpacked = process.env.APPIMAGE_EXTRACT_AND_RUN ? 'appimage_extracted_' : '.mount_'
  if (isAppImage) expect(basename(folder).startsWith(unpacked)).toBe(true)
  else expect(program.endsWith(join(folder, basename(program)))).toBe(true)
  expect(libraries.length).toBeGreaterThan(0)
  expect(libraries.filter((file) => !file.startsWith(folder))).toEqual([])
  await browser.close()
  process.kill(pid, 'SIGTERM')
  expect(await ended).toBe(0)
  if (isAppImage) await expect.poll(() => existsSync(folder), 'it leaves nothing behind').toBe(false)
})

test('the command line works from the package, without a display: doctor, new, import, stats, train', async () => {
  const run = (...args: string[]) => machine.run([...args, '--json'], { DISPLAY: '' })
  const json = async (...args: string[]) => {
    const { code, out, err } = await run(...args)
    expect(code, err).toBe(0)
    return JSON.parse(out.trim().split('\n').at(-1) ?? '')
  }
  const report = await json('doctor')
  expect(report.tensorflow).toMatchObject({ backend: 'tensorflow', failure: null })
  expect(report.origins.tensorflow).toContain('in this package')
  expect(await json('new', 'cells')).toMatchObject({ name: 'cells' })
  expect((await run('import', 'cells', 'nowhere')).code).toBe(1)
  expect((await run('nonsense')).code).toBe(2)
  // The sample that the window made.
  expect((await json('stats', sample)).images.total).toBe(60)
  const trained = await json('train', sample, '--preset', 'quick', '--time-limit', '20', '--seed', '1')
  expect(trained).toMatchObject({ backend: { name: 'tensorflow', device: 'cpu' } })
  expect(trained.steps).toBeGreaterThan(0)
})

test('row 1: an AppImage opens no window where its launcher switches the sandbox off; its commands work', async () => {
  // The launcher that adds `--no-sandbox` is a part of the AppImage alone: a deb and the unpacked program have nothing to test here.
  test.skip(!isAppImage, 'no other package has that launcher')
  // Without `unshare` it takes the system for one that lets no sandbox in.
  const path = join(machine.home, 'bin')
  mkdirSync(path)
  for (const name of readdirSync(STARTER_PATH).filter((each) => each !== 'unshare'))
    symlinkSync(join(STARTER_PATH, name), join(path, name))
  const child = machine.start([], { PATH: path })
  const ended = new Promise((done) => child.once('close', done))
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await expect.poll(() => said, { timeout: 60_000 }).toContain('does not run without its sandbox')
  // It has a box on the screen, and waits for whoever reads it.
  process.kill(processOf(child.pid), 'SIGKILL')
  await ended
  const { code, out } = await machine.run(['doctor', '--json'], { PATH: path, DISPLAY: '' })
  expect(code).toBe(0)
  expect(JSON.parse(out).tensorflow).toMatchObject({ failure: null })
})

/** The studio's page, as soon as there is one. */
async function thePage(pages: () => Page[]): Promise<Page> {
  await expect.poll(() => pages().length, { timeout: 60_000 }).toBeGreaterThan(0)
  const [page] = pages()
  if (page === undefined) throw new Error('there is no page')
  return page
}

/** The program's own process: the one that was started, or a child of the runtime that an AppImage begins with. */
function processOf(pid: number | undefined): number {
  if (pid === undefined) throw new Error('nothing was started')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const found = [String(pid), ...children].find(
    (each) => each !== '' && basename(readlinkSync(`/proc/${each}/exe`)) === basename(program),
  )
  if (found === undefined) throw new Error(`${pid} has not started ${program}`)
  return Number(found)
}

/** The folder of a process's program and the Node addons that it has loaded, by the kernel's list. */
function nativePartsOf(pid: number) {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8')
  return {
    folder: dirname(readlinkSync(`/proc/${pid}/exe`)),
    libraries: [...new Set(maps.match(/\/.*\.node$/gm) ?? [])],
  }
}
