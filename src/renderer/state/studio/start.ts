import { call, on } from '../../ipc/client'
import { followKeyLayout } from '../../keys/layout'
import { t } from '../../language/t'
import { reloadAll } from '../labels/edits'
import { keepTryingToSave } from '../labels/keepTrying'
import { loadRecent, showProject } from '../project/openProject'
import { forgetProject } from '../project/project'
import { followRuns } from '../review/ahead'
import { followHistory } from '../review/suspects'
import { followEdits } from '../review/verdicts'
import { followTraining } from '../training/training'
import { loadDevice } from './device'
import { guardUnload } from './guardUnload'
import { followJobs } from './jobs'
import { notify, reportError } from './notices'
import { loadPreferences } from './preferences'

const DEVICE_AFTER_MS = 4000

/** Brings the page to life: what main knows is read, its news are followed. */
export function start(): void {
  followJobs()
  followTraining()
  followRuns()
  followHistory()
  followEdits()
  guardUnload()
  keepTryingToSave()
  followKeyLayout()
  on('project.changed', ({ what }) => {
    // Runs are followed below.
    if (what !== 'runs') reloadAll().catch(reportError)
  })
  loadPreferences().catch(reportError)
  tellSafeMode().catch(reportError)
  // Looking for it takes a core for seconds, and whoever starts the studio opens a project first.
  setTimeout(() => void loadDevice(), DEVICE_AFTER_MS)
  findProject().catch((cause) => {
    forgetProject()
    reportError(cause)
  })
}

async function findProject(): Promise<void> {
  const summary = await call('project.current', {})
  if (summary !== null) return showProject(summary, null)
  forgetProject()
  await loadRecent()
}

async function tellSafeMode(): Promise<void> {
  const { isSafeMode } = await call('app.info', {})
  if (!isSafeMode) return
  notify({
    tone: 'warn',
    title: t('The last starts did not stay up: this is safe mode'),
    detail: t(
      'Labelling works; graphics acceleration and training are off. Close the studio and start it again for both.',
    ),
  })
}
