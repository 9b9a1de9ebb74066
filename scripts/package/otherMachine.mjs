/**
 * A machine without Node, Python or this clone, to install a deb on: a bare Debian from Debian's own packages as the root
 * of a mount namespace, with an overlay that takes what is written there. Made and left without touching this system.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { capture, findProgram, mustRun } from '../setup/commands.mjs'
import { isLinuxX64, isRoot, setupDir } from '../setup/paths.mjs'
import { say } from '../setup/say.mjs'

const SUITE = 'bookworm'
const bare = join(setupDir, 'package', `debian-${SUITE}`)
/** The ordinary person there. */
const PERSON = 1000

/** Mounts the root, goes there, says so and stays until its input ends: with whoever started it. */
const HOLDER = `
set -e
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
cd "$2/root"
for each in proc sys dev; do mount --rbind "/$each" "$each"; done
mount -t tmpfs tmpfs tmp
chmod 1777 tmp
mkdir -p ".$2/share" before
mount --bind "$2/share" ".$2/share"
cp /etc/resolv.conf etc/resolv.conf
pivot_root . before
umount -l /before
rmdir /before
echo ready
exec cat > /dev/null
`

/** Why there can be no such machine here; null: there can. */
export function whyNoOtherMachine() {
  if (!isLinuxX64) return 'it is a Debian for x64, and needs a Linux of that kind'
  if (!isRoot) return 'mounting its root needs root'
  const missing = ['mmdebstrap', 'unshare', 'nsenter', 'pivot_root'].find(
    (name) => findProgram(name) === null,
  )
  return missing === undefined ? null : `${missing} is missing (apt-get install mmdebstrap util-linux)`
}

/** @typedef {Awaited<ReturnType<typeof startOtherMachine>>} OtherMachine */

/** Starts the machine; `end` unmounts and forgets it. */
export async function startOtherMachine() {
  if (!existsSync(bare)) {
    say(`Fetching a bare Debian (${SUITE}), once`)
    mkdirSync(join(setupDir, 'package'), { recursive: true })
    rmSync(`${bare}.part`, { recursive: true, force: true })
    mustRun('mmdebstrap', ['--variant=minbase', '--include=ca-certificates', SUITE, `${bare}.part`])
    renameSync(`${bare}.part`, bare)
  }
  const base = mkdtempSync(join(tmpdir(), 'focal-machine-'))
  const share = join(base, 'share')
  for (const name of ['upper', 'work', 'root', 'share']) mkdirSync(join(base, name))
  // Whoever is no root must come through to what is shared.
  mustRun('chmod', ['0755', base, share])
  const holder = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-c', HOLDER, 'sh', bare, base],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const end = async () => {
    const ended = new Promise((done) => holder.once('close', done))
    if (holder.exitCode === null && holder.kill('SIGKILL')) await ended
    rmSync(base, { recursive: true, force: true })
  }
  try {
    await isReady(holder)
  } catch (cause) {
    await end()
    throw cause
  }
  const enter = ['nsenter', `--mount=/proc/${holder.pid}/ns/mnt`, '--']
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    DEBIAN_FRONTEND: 'noninteractive',
    LC_ALL: 'C.UTF-8',
    HOME: '/root',
  }
  /** Runs a command there as root. @param {string[]} words */
  const run = (...words) => capture(enter[0] ?? '', [...enter.slice(1), ...words], { env })
  return {
    /** The same folder here and there; programs that are started there begin in it or below. */
    share,
    /** A path there, as this side sees it. @param {string} path */
    seen: (path) => `/proc/${holder.pid}/root${path}`,
    run,
    /** @param {string[]} words */
    mustRun: (...words) => mustRun(enter[0] ?? '', [...enter.slice(1), ...words], { env }),
    /**
     * A program here that starts one there, as an ordinary person and in this side's working folder, which becomes theirs.
     * @param {string} program
     */
    starter(program) {
      const file = join(share, `start-${basename(program)}`)
      const words = `--mount=/proc/${holder.pid}/ns/mnt --setuid ${PERSON} --setgid ${PERSON}`
      writeFileSync(
        file,
        `#!/bin/sh
# The key to the screen is root's.
if [ -n "$XAUTHORITY" ]; then /bin/cp "$XAUTHORITY" "$PWD/.Xauthority" && export XAUTHORITY="$PWD/.Xauthority"; fi
/bin/chown -R ${PERSON}:${PERSON} "$PWD"
export PATH=/usr/bin:/bin
exec ${findProgram('nsenter')} ${words} -- /bin/sh -c 'cd "$HOME" && exec ${program} "$@"' sh "$@"
`,
        { mode: 0o755 },
      )
      return file
    },
    end,
  }
}

/** @param {import('node:child_process').ChildProcess} holder */
function isReady(holder) {
  return new Promise((done, fail) => {
    let said = ''
    holder.stderr?.setEncoding('utf8').on('data', (text) => {
      said += text
    })
    holder.stdout?.once('data', done)
    holder.once('close', () =>
      fail(new Error(`A bare Debian cannot be made the root of a namespace: ${said.trim()}`)),
    )
  })
}
