/** What the operating system must bring. Installed where we may (root on Debian or Ubuntu), else one line to type. */
import { capture, findProgram, mustRun } from './commands.mjs'
import { isLinuxX64, isRoot } from './paths.mjs'
import { say, warn } from './say.mjs'

/**
 * Each need with the Debian packages that meet it, newest name first (Debian 13 and Ubuntu 24.04 renamed some).
 * @typedef {{ name: string, isMet: () => boolean, packages: string[], for: string }} Need
 */

/** @param {string} name @param {string[]} packages @param {string} purpose @returns {Need} */
const program = (name, packages, purpose) => ({
  name,
  isMet: () => findProgram(name) !== null,
  packages,
  for: purpose,
})

/** @param {string} name @param {string[]} packages @returns {Need} */
const library = (name, packages) => ({
  name,
  isMet: () => libraryNames().includes(name),
  packages,
  for: 'the studio window',
})

/** @type {string | undefined} */
let libraryList

function libraryNames() {
  if (libraryList !== undefined) return libraryList
  const ldconfig = findProgram('ldconfig') ?? '/sbin/ldconfig'
  libraryList = capture(ldconfig, ['-p']).stdout
  return libraryList
}

const DISPLAY_NEEDS = [
  program('xvfb-run', ['xvfb'], 'a virtual display'),
  program('xauth', ['xauth'], 'a virtual display'),
]

/** The quick question alone: can a virtual display be started? */
export function hasVirtualDisplay() {
  return DISPLAY_NEEDS.every((need) => need.isMet())
}

/** What this machine lacks. @param {{ needsDisplay: boolean }} options @returns {Need[]} */
export function missingNeeds({ needsDisplay }) {
  if (!isLinuxX64) return []
  const needs = [
    program('unzip', ['unzip'], 'unpacking downloads'),
    program('g++', ['g++'], 'building the TensorFlow addon'),
    program('python3', ['python3'], 'fetching TensorFlow'),
    {
      ...program('pip', ['python3-pip'], 'fetching TensorFlow'),
      isMet: () => capture('python3', ['-m', 'pip', '--version']).ok,
    },
    library('libgtk-3.so.0', ['libgtk-3-0t64', 'libgtk-3-0']),
    library('libnss3.so', ['libnss3']),
    library('libasound.so.2', ['libasound2t64', 'libasound2']),
    library('libgbm.so.1', ['libgbm1']),
  ]
  if (needsDisplay) needs.push(...DISPLAY_NEEDS)
  return needs.filter((need) => !need.isMet())
}

/** Meets the needs, or says how to; returns those still open. @param {{ needsDisplay: boolean }} options */
export function ensureSystemPackages(options) {
  const missing = missingNeeds(options)
  if (missing.length === 0) return []
  const list = missing.map((need) => `${need.name} (${need.for})`).join(', ')
  if (findProgram('apt-get') === null) {
    warn(`Missing on this system: ${list}. Install them with your package manager, then start again.`)
    return missing
  }
  if (!isRoot) {
    warn(`Missing on this system: ${list}. Type this once:`)
    warn(`  sudo apt-get install -y ${packageNames(missing).join(' ')}`)
    return missing
  }
  say(`Missing on this system: ${list}`)
  installWithApt(missing)
  libraryList = undefined
  return missingNeeds(options)
}

/** @param {Need[]} needs */
function packageNames(needs) {
  const known = (/** @type {string} */ name) => capture('apt-cache', ['show', name]).ok
  return needs.map((need) => need.packages.find(known) ?? need.packages.at(-1) ?? need.name)
}

/** @param {Need[]} needs */
function installWithApt(needs) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    say('Reading the list of system packages')
    mustRun('apt-get', ['update', '-q'], { env })
    const names = packageNames(needs)
    say(`Installing ${names.join(', ')}`)
    mustRun('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
  } catch (cause) {
    warn(cause instanceof Error ? cause.message : String(cause))
  }
}
