import { create } from 'zustand'
import { Opened, type RecentProject } from '../../../shared/ipc/project'
import type { ImportReport, ProjectSummary } from '../../../shared/project/schema'
import { call, importDropped } from '../../ipc/client'
import { importText } from '../../language/importText'
import { t } from '../../language/t'
import { offerSweep } from '../compare/sweeps'
import { allSaved, loadHistory } from '../labels/edits'
import { goToImage, useSelection } from '../labels/selection'
import { loadLoop } from '../proposals/labelLoop'
import { loadOverview } from '../proposals/proposals'
import { goToRoom } from '../studio/navigation'
import { notify, reportError } from '../studio/notices'
import { openTraining } from '../training/training'
import { firstPicture, firstPictureShown } from './firstPicture'
import { forgetProject, loadProject, loadRest, useProject } from './project'
import { forgetOldProject } from './projectChange'

interface Recent {
  projects: readonly RecentProject[]
}

/** Projects that were open before, newest first. */
export const useRecent = create<Recent>(() => ({ projects: [] }))

/** Reads the list of earlier projects. */
export async function loadRecent(): Promise<void> {
  useRecent.setState({ projects: await call('project.recent', {}) })
}

/** Asks for a folder and opens it: a project, or pictures that become one. */
export const openFolder = () => open(() => call('project.open', {}))

/** Opens an earlier project. */
export const openRecent = (id: string) => open(() => call('project.openRecent', { id }))

/** Opens the project that comes with the studio. */
export const openSample = () => open(() => call('project.openSample', {}))

/** Opens what was dropped on the window. */
export const openDropped = (files: readonly File[]) =>
  open(async () => Opened.nullable().parse(await importDropped(files)))

/** Takes an earlier project off the list; its folder stays. */
export async function forgetRecent(id: string): Promise<void> {
  useRecent.setState({ projects: await call('project.forgetRecent', { id }) })
}

/** What was mended or refused gets a card of its own; a clean import one line. */
export function tellImport(report: ImportReport): void {
  if (report.repaired.length + report.rejected.length > 0) useProject.setState({ importReport: report })
  else notify({ tone: 'good', title: t('Imported {{report}}', { report: importText(report) }) })
}

/** Closes the project once all is saved. */
export async function closeProject(): Promise<void> {
  await allSaved()
  await call('project.close', {})
  forgetProject()
  forgetOldProject()
  await loadRecent()
}

/** Shows the project that main has open already, after a reload of the page. */
export async function showProject(summary: ProjectSummary, imported: ImportReport | null): Promise<void> {
  forgetOldProject()
  await Promise.all([loadProject(summary), loadHistory(), loadOverview(), loadLoop()])
  if (imported !== null) tellImport(imported)
  const { images, classes } = useProject.getState()
  useSelection.setState({ classId: classes[0]?.id ?? null, tool: 'draw' })
  const first = firstPicture(images)
  const isShown = first === undefined ? Promise.resolve() : firstPictureShown()
  if (first !== undefined) await goToImage(first.id)
  void isShown.then(() => loadOthers(summary.id)).catch(reportError)
}

/** What main takes some time for, and what is not in sight yet: the pictures come first. */
async function loadOthers(projectId: string): Promise<void> {
  while (!(await loadRest())) await allSaved()
  if (useProject.getState().summary?.id !== projectId) return
  void openTraining(projectId)
  void offerSweep()
}

async function open(ask: () => Promise<Opened | null>): Promise<void> {
  const before = useProject.getState().status
  await allSaved()
  useProject.setState({ status: before === 'open' ? 'open' : 'opening' })
  try {
    const opened = await ask()
    if (opened === null) return useProject.setState({ status: before })
    await showProject(opened.summary, opened.imported)
    goToRoom('label')
  } catch (cause) {
    useProject.setState({ status: before })
    reportError(cause)
  }
}
