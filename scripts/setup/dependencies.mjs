/** The locked npm packages, installed with their install scripts off. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runVisibly } from './commands.mjs'
import { readJson } from './files.mjs'
import { packageFile, projectDir } from './paths.mjs'
import { say, seconds } from './say.mjs'

/** Changes whenever other packages are locked. */
export function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(projectDir, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16)
}

/** True when node_modules holds what the lock file names. @param {any} record */
export function areDependenciesReady(record) {
  return record?.lock === lockHash() && readJson(packageFile('vite', 'package.json')) !== null
}

/** Installs where node_modules differs from the lock file. */
export async function ensureDependencies() {
  if (!matchesLock()) {
    const started = performance.now()
    say('Installing the locked npm packages (install scripts off)')
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const code = await runVisibly('npm', args, { cwd: projectDir })
    if (code !== 0) throw new Error(`npm ci ended with code ${code}; what it said is above`)
    say(`Installed (${seconds(started)})`)
  }
  return { lock: lockHash() }
}

/** Compares npm's record of what it installed with the lock file; packages for other systems may be absent. */
function matchesLock() {
  const wanted = readJson(join(projectDir, 'package-lock.json'))?.packages ?? {}
  const installed = readJson(join(projectDir, 'node_modules', '.package-lock.json'))?.packages
  if (!installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.peer || entry.link) return true
    return installed[path]?.version === entry.version
  })
}
