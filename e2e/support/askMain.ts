import type { ElectronApplication } from '@playwright/test'

/** What Playwright says where the question went astray rather than what was asked; on a busy machine, now and then. */
const ASTRAY = /Execution context was destroyed|promise was garbage collected/

const ATTEMPTS = 3

/**
 * Runs a function in the main process for what it answers, again where the question went astray. It may so run twice: it only
 * looks, or leaves the same behind every time. Whatever else must happen once is for `app.evaluate`.
 */
export async function askMain<Answer, Arg = undefined>(
  app: ElectronApplication,
  look: (electron: typeof Electron.CrossProcessExports, arg: Arg) => Answer | Promise<Answer>,
  ...[arg]: Arg extends undefined ? [] : [arg: Arg]
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await app.evaluate(look as (electron: unknown, arg: unknown) => Answer, arg)
    } catch (cause) {
      if (attempt === ATTEMPTS || !ASTRAY.test(String(cause))) throw cause
      console.warn(`main is asked again: ${String(cause).split('\n')[0]}`)
    }
  }
}
