/** How a program that opens Electron's window is started here: never as root, and on a virtual display where there is no other. */
import { needsVirtualDisplay, VIRTUAL_DISPLAY } from './display.mjs'
import { isOpenToOthers, projectDir } from './paths.mjs'
import { asUnprivilegedUser, mustChangeUser } from './unprivilegedUser.mjs'

/** The words in front of the program, what its environment needs, and who it runs as (null: whoever starts it). */
export function windowed() {
  const display = needsVirtualDisplay() ? [...VIRTUAL_DISPLAY] : []
  if (!mustChangeUser) return { words: display, env: {}, owner: null }
  const { prefix, env, uid, gid } = asUnprivilegedUser({ keepsFileRights: !isOpenToOthers(projectDir) })
  return { words: [...prefix, ...display], env, owner: { uid, gid } }
}
