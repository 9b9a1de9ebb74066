/** Installs a deb on a machine without Node or Python, has it used there as an ordinary person, and takes it away again. */
import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { mustRun } from '../setup/commands.mjs'
import { projectDir } from '../setup/paths.mjs'
import { say } from '../setup/say.mjs'
import { startOtherMachine } from './otherMachine.mjs'

const NAME = 'focal-studio'
const FOLDER = '/opt/Focal Studio'
/** What may not be found there, by name, anywhere. */
const ABSENT = ['node', 'nodejs', 'npm', 'npx', 'python', 'python2*', 'python3*', 'pip', 'pip3', 'electron']
/** Where the system keeps its books, which change with every package. */
const BOOKS = ['/proc', '/sys', '/dev', '/tmp', '/var/lib/dpkg', '/var/log', '/var/cache', '/var/lib/apt']

/**
 * @param {string} deb
 * @param {(machine: { env: NodeJS.ProcessEnv }) => Promise<number>} use
 * @returns {Promise<number>} its exit code, or 1 where something is left behind
 */
export async function whileInstalled(deb, use) {
  const machine = await startOtherMachine()
  try {
    copyFileSync(deb, join(machine.share, basename(deb)))
    const depends = mustRun('dpkg-deb', ['--field', deb, 'Depends']).trim().split(/,\s*/)
    say(`Installing what it depends on: ${depends.join(', ')}`)
    machine.mustRun('apt-get', 'update')
    machine.mustRun('apt-get', 'install', '--yes', '--no-install-recommends', ...depends)
    machine.mustRun('useradd', '--create-home', '--uid', '1000', 'person')
    const before = filesOf(machine)
    machine.mustRun('dpkg', '--install', join(machine.share, basename(deb)))
    assertBare(machine)
    say(
      `Installed on a bare Debian: ${filesOf(machine).size - before.size} files, no Node, no Python, no clone`,
    )
    const code = await use({
      env: {
        FOCAL_PACKAGED: machine.seen(`${FOLDER}/${NAME}`),
        FOCAL_STARTER: machine.starter(`/usr/bin/${NAME}`),
        TMPDIR: machine.share,
      },
    })
    machine.mustRun('dpkg', '--remove', NAME)
    const after = filesOf(machine)
    const left = [...after].filter((file) => !before.has(file))
    // An empty /opt goes with its last package: nobody owns it.
    const gone = [...before].filter((file) => !after.has(file) && file !== '/opt')
    say(`Removed; left behind: ${left.length === 0 ? 'nothing' : left.join(', ')}`)
    if (gone.length > 0) throw new Error(`Removing it took what was not its own: ${gone.join(', ')}`)
    return left.length === 0 ? code : 1
  } finally {
    await machine.end()
  }
}

/** @param {import('./otherMachine.mjs').OtherMachine} machine */
function assertBare(machine) {
  const names = ABSENT.flatMap((name) => ['-o', '-name', name]).slice(1)
  const found = machine
    .mustRun('find', '/', '-xdev', '-perm', '/111', '-not', '-type', 'd', '(', ...names, ')')
    .trim()
  if (found !== '') throw new Error(`The machine is not bare: ${found.split('\n').join(', ')}`)
  for (const path of [projectDir, '/var/cache/focal-studio'])
    if (machine.run('test', '-e', path).ok) throw new Error(`${path} can be seen from there`)
}

/** @param {import('./otherMachine.mjs').OtherMachine} machine */
function filesOf(machine) {
  const skipped = BOOKS.flatMap((path) => ['-o', '-path', path]).slice(1)
  return new Set(
    machine
      .mustRun('find', '/', '(', ...skipped, ')', '-prune', '-o', '-print')
      .trim()
      .split('\n'),
  )
}
