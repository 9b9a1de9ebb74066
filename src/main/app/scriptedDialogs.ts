import { readFileSync } from 'node:fs'
import type { AskForPath, DialogPurpose } from './dialogPurpose'

/**
 * End-to-end tests cannot click system dialogs: a JSON file from purpose to path (null: cancel) answers for
 * them. Only with FOCAL_E2E=1 in a build that is not packaged; null otherwise.
 */
export function scriptedDialogs(isPackaged: boolean, env: NodeJS.ProcessEnv): AskForPath | null {
  const { FOCAL_E2E: isTest, FOCAL_E2E_DIALOGS: file } = env
  if (isPackaged || isTest !== '1' || file === undefined) return null
  return async (purpose) => {
    const answers = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<DialogPurpose, string | null>>
    return answers[purpose] ?? null
  }
}
