/**
 * What an AppImage needs around it to be started in an otherwise empty environment: its launcher is a script for bash, which
 * tries with `unshare` and `true` whether the system lets Chromium's sandbox in; mounting takes a set-uid fusermount.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { findProgram, mustRun } from '../setup/commands.mjs'
import { say } from '../setup/say.mjs'

const LAUNCHER = ['bash', 'unshare', 'true']
const MOUNTERS = ['fusermount3', 'fusermount']
const DEVICE = '/dev/fuse'

/**
 * Why an ordinary person cannot mount an AppImage here, so that it has to be unpacked at every start; null: they can.
 * @param {(name: string) => string | null} find
 * @param {() => number} deviceMode
 */
export function whyNoMount(find = findProgram, deviceMode = () => statSync(DEVICE).mode) {
  if (MOUNTERS.every((name) => find(name) === null)) return `there is no ${MOUNTERS.join(' and no ')}`
  try {
    return (deviceMode() & 0o006) === 0o006 ? null : `${DEVICE} is not for everyone`
  } catch {
    return `there is no ${DEVICE}`
  }
}

/**
 * @param {string} appImage
 * @param {(start: { env: NodeJS.ProcessEnv }) => Promise<number>} use
 */
export async function withAppImage(appImage, use) {
  const base = mkdtempSync(join(tmpdir(), 'focal-appimage-'))
  try {
    // The tests may run as somebody else.
    chmodSync(base, 0o755)
    const path = join(base, 'bin')
    mkdirSync(path)
    for (const name of [...LAUNCHER, ...MOUNTERS]) {
      const file = findProgram(name)
      if (file !== null) symlinkSync(file, join(path, name))
    }
    // The fuses are read from the program itself.
    const name = 'focal-studio'
    mustRun(appImage, ['--appimage-extract', name], { cwd: base })
    const reason = whyNoMount()
    say(reason === null ? `${basename(appImage)} is mounted` : `It is unpacked at every start: ${reason}`)
    return await use({
      env: {
        FOCAL_PACKAGED: join(base, 'squashfs-root', name),
        FOCAL_STARTER: appImage,
        FOCAL_STARTER_PATH: path,
        APPIMAGE_EXTRACT_AND_RUN: reason === null ? undefined : '1',
      },
    })
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}
