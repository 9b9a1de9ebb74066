/** Where the studio's window can appear. */

/** True when no display is there and a virtual one must be started. */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/**
 * The words in front of a command that give it a virtual screen of a usual size. Without -noreset the server starts
 * over when its last window is killed, and for a moment there is no screen.
 */
export const VIRTUAL_DISPLAY = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24 -noreset']
