/** Which packages can be made on this Linux: electron-builder fetches its tools from GitHub, where that can be reached. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram } from '../setup/commands.mjs'

const TOOLS = 'https://github.com/electron-userland/electron-builder-binaries/releases'
const PATIENCE_MS = 15_000
/** What electron-builder looks for in the folder of its tools for the AppImage (app-builder-lib, toolsets/linux.js). */
export const APPIMAGE_TOOLS = ['mksquashfs', 'desktop-file-validate', 'runtimes/runtime-x64', 'lib/x64']

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
    const reason = name === 'AppImage' ? whyNoAppImage(env.APPIMAGE_TOOLS_PATH) : null
    if (reason !== null) {
      made.missing.push(`No AppImage: ${reason}`)
      continue
    }
    made.targets.push(name)
  }
  return made
}

/** electron-builder itself would say so only once all is packed, and then make no other package either. @param {string} [folder] */
function whyNoAppImage(folder) {
  if (!folder)
    return (
      'GitHub, where electron-builder has its tools for it, is out of reach. Where you have them ' +
      '(appimage-tools-runtime of electron-builder-binaries, unpacked), name their folder in APPIMAGE_TOOLS_PATH'
    )
  const missing = APPIMAGE_TOOLS.filter((name) => !existsSync(join(folder, name)))
  return missing.length === 0
    ? null
    : `${folder}, which APPIMAGE_TOOLS_PATH names, has no ${missing.join(', no ')}`
}

async function canFetchTools() {
  try {
    const answer = await fetch(TOOLS, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) })
    return answer.ok
  } catch {
    return false
  }
}
