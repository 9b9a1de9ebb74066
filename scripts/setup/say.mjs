/** What the set-up tells the person: one plain line for each thing it does, and progress for long ones. */

/** @type {import('node:tty').WriteStream} */
let out = process.stdout

/** From now on everything goes to standard error: standard output belongs to somebody else. */
export function sayToStderr() {
  out = process.stderr
}

/** Prints one line. @param {string} text */
export function say(text) {
  out.write(`· ${text}\n`)
}

/** Prints one line about something that needs the person's attention. @param {string} text */
export function warn(text) {
  process.stderr.write(`! ${text}\n`)
}

/** A byte count in words a person reads at a glance. @param {number} bytes */
export function size(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(0)} MB`
  return `${Math.max(1, Math.round(bytes / 1e3))} kB`
}

/** Seconds since a `performance.now()` reading, as text. @param {number} sinceMs */
export function seconds(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`
}

/**
 * A progress reporter for a download: rewrites one line on a terminal, prints a line every 20 % elsewhere.
 * @param {string} what
 * @param {number} totalBytes 0 when unknown
 */
export function progress(what, totalBytes) {
  let lastShown = -1
  const isTerminal = out.isTTY === true
  return {
    /** @param {number} doneBytes */
    update(doneBytes) {
      const percent =
        totalBytes > 0 ? Math.floor((100 * doneBytes) / totalBytes) : Math.floor(doneBytes / 20e6)
      const step = isTerminal ? percent : Math.floor(percent / 20)
      if (step === lastShown) return
      lastShown = step
      const amount = totalBytes > 0 ? `${percent} % of ${size(totalBytes)}` : size(doneBytes)
      if (isTerminal) out.write(`\r\x1b[K  ${what}: ${amount}`)
      else out.write(`  ${what}: ${amount}\n`)
    },
    finish() {
      if (isTerminal) out.write('\r\x1b[K')
    },
  }
}
