/** Which packages can be made on this Linux: electron-builder fetches its tools from GitHub, where that can be reached. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findProgram } from '../setup/commands.mjs'

const TOOLS = 'https://github.com/electron-userland/electron-builder-binaries/releases'
const PATIENCE_MS = 15_000

/** @typedef {{ targets: string[], missing: string[], tools: Record<string, string> }} LinuxTargets */

/**
 * The targets that can be made, what is missing for the others, and the environment that names the tools to use.
 * @param {string[]} asked none: all
 * @param {() => Promise<boolean>} canFetch
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<LinuxTargets>}
 */
export async function linuxTargets(asked, canFetch = canFetchTools, env = process.env) {
  const wanted = asked.length === 0 ? ['AppImage', 'deb'] : asked
  if (wanted.every((name) => name === 'dir') || (await canFetch()))
    return { targets: wanted, missing: [], tools: {} }
  /** @type {LinuxTargets} */
  const made = { targets: [], missing: [], tools: {} }
  for (const name of wanted) {
    if (name === 'deb' && !env.CUSTOM_FPM_PATH && findProgram('dpkg-deb') !== null) {
      made.tools.CUSTOM_FPM_PATH = fileURLToPath(new URL('./fpmByDpkg.mjs', import.meta.url))
    } else if (name === 'deb' && !env.CUSTOM_FPM_PATH) {
      made.missing.push(
        `No deb: GitHub, where electron-builder has its fpm, is out of reach, and dpkg-deb is not here`,
      )
      continue
    }
    if (name === 'AppImage' && !existsSync(env.APPIMAGE_TOOLS_PATH ?? '')) {
      made.missing.push(
        'No AppImage: GitHub, where electron-builder has its tools for it, is out of reach. Where you have them ' +
          '(appimage-tools-runtime of electron-builder-binaries, unpacked), name their folder in APPIMAGE_TOOLS_PATH',
      )
      continue
    }
    made.targets.push(name)
  }
  return made
}

async function canFetchTools() {
  try {
    const answer = await fetch(TOOLS, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    return answer.ok
  } catch {
    return false
  }
}
