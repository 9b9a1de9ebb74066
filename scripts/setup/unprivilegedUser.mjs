/**
 * Chromium refuses to run as root unless its sandbox is switched off, which the studio never does. So where root
 * starts it, Electron runs as a system user of its own with the real sandbox, keeping one right of root: to reach
 * the files root may reach (the clone, the pictures). Sandboxed processes lose that right with the sandbox.
 */
import { chownSync, mkdirSync, readFileSync } from 'node:fs'
import { capture, findProgram, mustRun } from './commands.mjs'
import { isRoot } from './paths.mjs'
import { say } from './say.mjs'

const USER = 'focal-studio'
const HOME = '/var/lib/focal-studio'

/** True when programs that open Electron must run as another user. */
export const mustChangeUser = process.platform === 'linux' && isRoot

/** The user's ids, creating the user the first time. */
function ensureUser() {
  const find = () =>
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${USER}:`))
  if (find() === undefined) {
    say(`Creating the system user ${USER}: Chromium does not run as root`)
    mustRun('useradd', ['--system', '--user-group', '--home-dir', HOME, '--shell', '/usr/sbin/nologin', USER])
  }
  const [, , uid, gid] = (find() ?? '').split(':')
  if (uid === undefined || gid === undefined) throw new Error(`The system user ${USER} could not be created`)
  mkdirSync(HOME, { recursive: true, mode: 0o700 })
  chownSync(HOME, Number(uid), Number(gid))
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * The words in front of a command and the environment that make it run as that user.
 * @param {{ keepsFileRights: boolean }} options whether it may reach every file that root may
 */
export function asUnprivilegedUser({ keepsFileRights }) {
  const setpriv = findProgram('setpriv')
  if (setpriv === null)
    throw new Error('setpriv (package util-linux) is missing, so Electron cannot leave root')
  const { uid, gid } = ensureUser()
  const prefix = [setpriv, `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  // Without no_setuid_fixup the kernel ignores the right in access(2), and files that can be read seem not to exist.
  if (keepsFileRights)
    prefix.push(
      '--inh-caps=-all,+dac_override',
      '--ambient-caps=-all,+dac_override',
      '--securebits=+no_setuid_fixup',
    )
  const env = {
    HOME,
    USER,
    LOGNAME: USER,
    TMPDIR: undefined,
    XDG_RUNTIME_DIR: undefined,
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
  }
  return { prefix, env, uid, gid }
}

/** Whether setpriv can keep that right here (containers may have taken it from root). */
export function canKeepFileRights() {
  const { prefix } = asUnprivilegedUser({ keepsFileRights: true })
  return capture(prefix[0] ?? '', [...prefix.slice(1), 'true']).ok
}
