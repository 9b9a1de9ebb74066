/** Chromium's sandbox on Linux: it needs user namespaces, or its helper owned by root with the set-uid bit. */
import { chmodSync, chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './paths.mjs'
import { warn } from './say.mjs'

/** Makes the sandbox usable, or prints the one line that does. @param {string} electronDir */
export function openSandbox(electronDir) {
  const helper = join(electronDir, 'chrome-sandbox')
  if (!existsSync(helper)) return
  if (isRoot) {
    chownSync(helper, 0, 0)
    chmodSync(helper, 0o4755)
    return
  }
  const state = statSync(helper)
  if (state.uid === 0 && (state.mode & 0o4000) !== 0) return
  if (!areUserNamespacesClosed()) return
  warn('This system closes user namespaces, so Chromium needs its sandbox helper. Type this once:')
  warn(`  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`)
}

function areUserNamespacesClosed() {
  return (
    readNumber('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === 1 ||
    readNumber('/proc/sys/kernel/unprivileged_userns_clone') === 0 ||
    readNumber('/proc/sys/user/max_user_namespaces') === 0
  )
}

/** @param {string} file */
function readNumber(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
