/** Small file helpers: hashes, atomic JSON, links with a copy as the second choice. */
import { createHash } from 'node:crypto'
import {
  constants,
  copyFileSync,
  createReadStream,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Hash of a file's bytes.
 * @param {string} file
 * @param {string} algorithm
 * @param {'hex' | 'base64'} encoding
 */
export async function hashFile(file, algorithm, encoding) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest(encoding)
}

/** True when the file matches `sha256-<hex>` or npm's `sha512-<base64>`. @param {string} file @param {string} pin */
export async function matchesPin(file, pin) {
  const dash = pin.indexOf('-')
  const algorithm = pin.slice(0, dash)
  const actual = await hashFile(file, algorithm, algorithm === 'sha512' ? 'base64' : 'hex')
  return actual === pin.slice(dash + 1)
}

/** Parses a JSON file; null when it is missing or broken. @param {string} file @returns {any} */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Writes JSON so that a reader sees the old or the new file, never half of one. @param {string} file @param {unknown} value */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.${process.pid}.part`
  writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(part, file)
}

/** Puts `source` at `target` as a hard link, or as a copy where links do not reach. @param {string} source @param {string} target */
export function linkOrCopy(source, target) {
  mkdirSync(dirname(target), { recursive: true })
  const part = `${target}.${process.pid}.part`
  rmSync(part, { force: true })
  try {
    linkSync(source, part)
  } catch {
    copyFileSync(source, part, constants.COPYFILE_FICLONE)
  }
  renameSync(part, target)
  // Renaming one hard link over another of the same file leaves both names.
  rmSync(part, { force: true })
}
