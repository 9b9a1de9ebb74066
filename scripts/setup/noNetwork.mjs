/** A network namespace of its own for the journeys: nothing but this machine itself can be reached from it. */
import { capture, findProgram } from './commands.mjs'
import { isRoot } from './paths.mjs'

/** Loopback comes up first: the test runner talks to Electron over it. */
const WORDS = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

/**
 * The words in front of a command that take the network away, or why they cannot be had: making a namespace needs root,
 * and one made through a user namespace would leave Chromium without its sandbox's helper.
 * @returns {{ words: string[] } | { reason: string }}
 */
export function withoutNetwork() {
  if (process.platform !== 'linux') return { reason: 'network namespaces are a thing of Linux' }
  if (!isRoot) return { reason: 'a network namespace needs root' }
  const missing = ['unshare', 'ip'].find((name) => findProgram(name) === null)
  if (missing !== undefined) return { reason: `${missing} is missing` }
  const tried = capture(WORDS[0] ?? '', [...WORDS.slice(1), 'true'])
  return tried.ok ? { words: WORDS } : { reason: `this system refuses one: ${tried.stderr.trim()}` }
}
