import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, open, stat, unlink, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { errorCodeOf } from './fileSystem'
import { ioError } from './ioError'
import { isProcessAlive, processStart } from './processIdentity'

const LockOwner = z.object({
  pid: z.number().int().positive(),
  /** See processStart; null where the system does not say. */
  startedAt: z.string().nullable(),
  host: z.string(),
  token: z.string(),
  /** Number of the lock file itself: a lock that was copied along with its folder has another one. */
  inode: z.string(),
})
export type LockOwner = z.infer<typeof LockOwner>

export interface HeldLock {
  held: true
  /** Gives the project back; a second call does nothing. */
  release(): Promise<void>
}

export type LockAnswer =
  | HeldLock
  /** Someone else writes to the project; null: the lock file is there but says nothing yet. */
  | { held: false; owner: LockOwner | null }

type OwnerBeforeWriting = Omit<LockOwner, 'inode'>

const LOCK_NAME = 'project.lock'
/** The owner touches its lock this often, so that another machine can tell a dead one. */
const HEARTBEAT_MS = 30_000
const FOREIGN_STALE_MS = 5 * 60_000
/** An unreadable lock younger than this is being written just now. */
const UNWRITTEN_STALE_MS = 10_000
/** A lock says a few hundred bytes. */
const MAX_LOCK_BYTES = 16 * 1024
/** A pipe in its place is not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** How long the taking over of a stale lock by another one is waited for, and how often. */
const GUARD_WAIT_MS = 20
const MAX_ATTEMPTS = 50

/** What the lock needs to know of the machine: an interface, so that tests can be another one. */
export interface Machine {
  host: string
  pid: number
  processStart(pid: number): Promise<string | null>
  isProcessAlive(pid: number): boolean
}

const thisMachine: Machine = { host: hostname(), pid: process.pid, processStart, isProcessAlive }

/** Tokens held by this very process: its pid is alive, so only this tells a leftover from a lock in use. */
const heldHere = new Set<string>()

/**
 * Takes the right to write to a project folder, or says who has it. A lock whose owner is dead is taken over.
 * Throws `not-writable`, `disk-full` or `io-failed` where no lock file can be made.
 */
export async function acquireLock(folder: string, machine: Machine = thisMachine): Promise<LockAnswer> {
  const path = join(folder, LOCK_NAME)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const owner: OwnerBeforeWriting = {
      pid: machine.pid,
      startedAt: await machine.processStart(machine.pid),
      host: machine.host,
      token: randomBytes(12).toString('hex'),
    }
    if (await tryCreate(path, owner)) return hold(path, owner)
    const found = await examine(path, machine)
    if (found.state === 'in-use') return { held: false, owner: found.owner }
    if (found.state === 'stale') await clearStale(path, machine)
  }
  return { held: false, owner: (await readLock(path))?.owner ?? null }
}

/** Writes the lock aside and links it into place: it is never seen half-written, and link refuses an existing one. */
async function tryCreate(path: string, owner: OwnerBeforeWriting): Promise<boolean> {
  const temporary = `${path}.${owner.token}`
  try {
    const file = await open(temporary, 'wx')
    await writeOwner(file, owner)
    await link(temporary, path)
    return true
  } catch (cause) {
    const code = errorCodeOf(cause)
    if (code === 'EEXIST') return false
    // exFAT and some network drives know no hard links.
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code))
      return createInPlace(path, owner)
    throw ioError(cause, 'Locking the project', path)
  } finally {
    await unlink(temporary).catch(() => {})
  }
}

async function createInPlace(path: string, owner: OwnerBeforeWriting): Promise<boolean> {
  try {
    await writeOwner(await open(path, 'wx'), owner)
    return true
  } catch (cause) {
    if (errorCodeOf(cause) === 'EEXIST') return false
    throw ioError(cause, 'Locking the project', path)
  }
}

async function writeOwner(file: FileHandle, owner: OwnerBeforeWriting): Promise<void> {
  try {
    const { ino } = await file.stat({ bigint: true })
    await file.writeFile(JSON.stringify({ ...owner, inode: ino.toString() } satisfies LockOwner))
    await file.sync()
  } finally {
    await file.close()
  }
}

function hold(path: string, owner: OwnerBeforeWriting): LockAnswer {
  heldHere.add(owner.token)
  const heartbeat = setInterval(() => {
    const now = new Date()
    // A missed beat harms nothing: the next one mends it.
    utimes(path, now, now).catch(() => {})
  }, HEARTBEAT_MS)
  heartbeat.unref()
  let isReleased = false
  return {
    held: true,
    async release() {
      if (isReleased) return
      isReleased = true
      clearInterval(heartbeat)
      heldHere.delete(owner.token)
      const held = await readLock(path)
      // Only ever remove one's own lock: another machine may have taken over meanwhile.
      if (held?.owner?.token === owner.token) await unlink(path).catch(() => {})
    },
  }
}

type Finding = { state: 'gone' } | { state: 'stale' } | { state: 'in-use'; owner: LockOwner | null }

async function examine(path: string, machine: Machine): Promise<Finding> {
  const lock = await readLock(path)
  if (lock === null) return { state: 'gone' }
  const { owner } = lock
  const stale: Finding = { state: 'stale' }
  if (owner === null) {
    return isOlder(lock.ageMs, UNWRITTEN_STALE_MS) ? stale : { state: 'in-use', owner }
  }
  if (owner.host !== machine.host) {
    return isOlder(lock.ageMs, FOREIGN_STALE_MS) ? stale : { state: 'in-use', owner }
  }
  if (owner.inode !== lock.inode) return stale
  if (owner.pid === machine.pid && !heldHere.has(owner.token)) return stale
  if (!machine.isProcessAlive(owner.pid)) return stale
  const start = await machine.processStart(owner.pid)
  const isSameProcess = start === null || owner.startedAt === null || start === owner.startedAt
  return isSameProcess ? { state: 'in-use', owner } : stale
}

/** Of a time in the future too, beyond what clocks differ by: it would never be over. */
const isOlder = (ageMs: number, staleMs: number): boolean => ageMs > staleMs || ageMs < -FOREIGN_STALE_MS

interface FoundLock {
  owner: LockOwner | null
  inode: string
  ageMs: number
}

async function readLock(path: string): Promise<FoundLock | null> {
  let file: FileHandle | null = null
  try {
    // Through one handle: by its name the file could be another one between two calls.
    file = await open(path, FLAGS)
    const facts = await file.stat({ bigint: true })
    if (!facts.isFile()) throw new Error('it is not a file')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_LOCK_BYTES), 0, MAX_LOCK_BYTES, 0)
    return {
      owner: parseOwner(buffer.toString('utf8', 0, bytesRead)),
      inode: facts.ino.toString(),
      ageMs: Date.now() - Number(facts.mtimeMs),
    }
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw ioError(cause, 'Reading the project lock', path)
  } finally {
    await file?.close()
  }
}

function parseOwner(text: string): LockOwner | null {
  try {
    return LockOwner.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/**
 * Removes a stale lock. Of many that find one only the holder of the guard does, and only after a second look:
 * without it, one of them could remove the lock that another has just taken.
 */
async function clearStale(path: string, machine: Machine): Promise<void> {
  const guard = `${path}.guard`
  try {
    await (await open(guard, 'wx')).close()
  } catch (cause) {
    if (errorCodeOf(cause) !== 'EEXIST') throw ioError(cause, 'Taking over the project lock', path)
    await leaveToOthers(guard)
    return
  }
  try {
    if ((await examine(path, machine)).state === 'stale') await unlink(path).catch(() => {})
  } finally {
    await unlink(guard).catch(() => {})
  }
}

/** Another one is taking the lock over: it gets a moment, and a guard whose holder died is removed. */
async function leaveToOthers(guard: string): Promise<void> {
  const facts = await stat(guard).catch(() => null)
  if (facts !== null && isOlder(Date.now() - facts.mtimeMs, UNWRITTEN_STALE_MS))
    await unlink(guard).catch(() => {})
  await sleep(GUARD_WAIT_MS)
}
