/** One set-up at a time in a folder: a lock file that names its holder. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * Runs `work` while this process holds the lock of `folder`; waits for another live holder.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'lock')
  await acquire(file)
  const release = () => rmSync(file, { force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** @param {string} file */
async function acquire(file) {
  let hasSaid = false
  for (;;) {
    if (tryCreate(file)) return
    const holder = readHolder(file)
    if (holder !== null && !isAlive(holder)) removeStale(file, holder)
    else if (!hasSaid) {
      hasSaid = true
      say(
        `Another set-up is at work (process ${holder?.split(' ')[0] ?? 'unknown'}); waiting for it to finish`,
      )
    }
    await wait(200)
  }
}

/** Creates the lock with its text already in it, so no reader ever sees an empty lock. @param {string} file */
function tryCreate(file) {
  const own = `${file}.${process.pid}`
  writeFileSync(own, `${process.pid} ${hostname()}`)
  try {
    linkSync(own, file)
    return true
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EEXIST') return false
    throw cause
  } finally {
    rmSync(own, { force: true })
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** @param {string} holder */
function isAlive(holder) {
  const [pid, host] = holder.split(' ')
  if (host !== hostname()) return true
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (cause) {
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'EPERM'
  }
}

/** Moves a dead holder's lock away; if another waiter was quicker and it is a new lock, puts it back. @param {string} file @param {string} holder */
function removeStale(file, holder) {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
    if (readHolder(aside) !== holder) linkSync(aside, file)
  } catch {
    // Somebody else removed it first.
  }
  rmSync(aside, { force: true })
}
