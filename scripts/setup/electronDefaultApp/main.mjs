/**
 * Loads the app folder given as argument. It awaits the app's entry at top level: Electron holds `ready` back until
 * this module has loaded, so what the app must do before `ready` still comes in time.
 */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

/** `-r module` pairs come before the app folder; everything from the folder on belongs to the app. */
function readArguments() {
  const modules = []
  const rest = process.argv.slice(1)
  while (rest.length > 0) {
    const argument = rest.shift()
    if (argument === '-r' || argument === '--require') modules.push(rest.shift())
    else if (argument !== undefined && !argument.startsWith('-')) return { modules, target: argument }
  }
  return { modules, target: null }
}

/** @param {string} target */
function entryOf(target) {
  const path = resolve(target)
  if (!statSync(path).isDirectory()) return path
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
  // The two calls Electron keeps for its default app; its type declarations leave them out.
  const inner = /** @type {any} */ (app)
  inner.setAppPath(path)
  app.setName(manifest.productName ?? manifest.name ?? 'Electron')
  if (manifest.version) inner.setVersion(manifest.version)
  if (!app.commandLine.hasSwitch('user-data-dir'))
    app.setPath('userData', join(app.getPath('appData'), app.getName()))
  return join(path, manifest.main ?? 'index.js')
}

const { modules, target } = readArguments()
for (const module of modules) if (module !== undefined) require(resolve(module))
if (target === null) {
  process.stderr.write('Usage: electron FOLDER\n')
  app.exit(1)
} else {
  try {
    await import(pathToFileURL(entryOf(target)).href)
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
    app.exit(1)
  }
}
