import { t } from '../language/t'
import { useProject } from '../state/project/project'
import type { Action } from './types'

/** Why an action cannot be run now, in words; null where it can. */
export function whyNot(action: Action): string | null {
  const { status, summary } = useProject.getState()
  if (status !== 'open' && action.withoutProject !== true) return t('Open a project first')
  if (action.enabled?.() !== false) return null
  if (action.edits === true && summary?.readOnly === true) return t('The project is read-only')
  return action.reason ?? t('Not possible now')
}
