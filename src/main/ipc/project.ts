import type { Handlers } from '../../shared/ipc/contract'
import type { ImportPreview } from '../../shared/project/importMapping'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'
import { applyMapping, previewImport } from '../project/importMapping'
import { discardPlan, type ReadPlan, takeIn } from '../project/importService'
import { createSampleProject, openFolder } from '../project/openFolder'
import { allHashed } from '../project/pictureHashes'
import { ProjectService } from '../project/projectService'
import { readSources } from '../project/readSources'
import { previewSplit } from '../project/splitPreview'
import { splitState, undoSplit } from '../project/splitRule'
import { deal } from '../project/splitService'

type ProjectHandlers = Pick<Handlers, Extract<keyof Handlers, `project.${string}`>>

/** Opening, closing and filling projects. */
export function projectHandlers(services: Services): ProjectHandlers {
  const { session, recent, askForPath, jobs, sampleFolder, openAny, dropped, projectChanged } = services
  /** What was read last, and for which project: the page sees no paths. */
  let waiting: { folder: string; plan: ReadPlan; preview: ImportPreview } | null = null

  async function forgetWaiting(): Promise<void> {
    const forgotten = waiting
    waiting = null
    if (forgotten !== null) await discardPlan(forgotten.plan)
  }

  /** Reads what was chosen or dropped and says what taking it in would do. */
  async function read(sources: readonly string[]): Promise<ImportPreview> {
    const { project } = session.require()
    project.requireWritable()
    await forgetWaiting()
    const plan = await jobs.run('Reading labels', ({ signal, report }) =>
      readSources(sources, { signal, onProgress: report }, project.folder),
    )
    const preview = previewImport(project, sources, plan)
    waiting = { folder: project.folder, plan, preview }
    return preview
  }

  return {
    'project.recent': async () => recent.list(),
    'project.forgetRecent': async ({ id }) => recent.forget(id),
    'project.current': async () => session.current()?.project.summary() ?? null,
    'project.open': async () => {
      const folder = await askForPath('project.open')
      return folder === null ? null : openAny('Opening pictures', (options) => openFolder(folder, options))
    },
    'project.openRecent': async ({ id }) => {
      const folder = recent.folderOf(id)
      return openAny('Opening', async ({ backupThread }) => ({
        project: await ProjectService.open(folder, { backupThread }),
        imported: null,
      }))
    },
    'project.openSample': async () =>
      openAny('Drawing the sample pictures', (options) => createSampleProject(sampleFolder, options)),
    'project.close': async () => {
      await session.close()
      return {}
    },
    'project.stats': async () => session.require().project.stats(),
    'project.split': async (request) => {
      const report = await deal(session.require().project, request)
      projectChanged('images')
      return report
    },
    'project.splitPreview': async (request) => {
      const { project } = session.require()
      const preview = () => previewSplit(project, request)
      // The first look at the pictures takes its time; later ones need no word.
      return (await allHashed(project))
        ? preview()
        : jobs.run('Comparing pictures', preview, { cancellable: false })
    },
    'project.splitState': async () => splitState(session.require().project),
    'project.undoSplit': async () => {
      const { project } = session.require()
      undoSplit(project)
      projectChanged('images')
      return splitState(project)
    },
    'project.readImport': async ({ kind }) => {
      session.require()
      const source = await askForPath(kind === 'folder' ? 'project.import.folder' : 'project.import.file')
      return source === null ? null : read([source])
    },
    'project.readDropped': async () => {
      const sources = dropped.take()
      return sources.length === 0 ? null : read(sources)
    },
    'project.import': async (choice) => {
      const { project } = session.require()
      if (waiting?.folder !== project.folder)
        throw new StudioError('not-found', 'Nothing was read that could come in.', 'Choose the file again.')
      const { preview } = waiting
      const plan = applyMapping(waiting.plan, preview, choice, project.listClasses())
      // What failed can be tried again, unless it was unpacked for this: that is gone by then.
      if (plan.unpacked !== undefined) waiting = null
      const report = await jobs.run('Importing', ({ signal }) => takeIn(project, plan, { signal }))
      waiting = null
      projectChanged('all')
      return report
    },
    'project.dropImport': async () => {
      await forgetWaiting()
      return {}
    },
    'project.grantRoot': async ({ rootId }) => {
      const { project } = session.require()
      const root = project.summary().roots.find(({ id }) => id === rootId)
      if (root === undefined) throw new StudioError('not-found', 'The project has no such folder.')
      const folder = await askForPath('project.grantRoot')
      if (folder === null) throw new StudioError('cancelled', 'No folder was chosen.')
      await project.grantFolder(folder)
      await project.moveRoot(root.id, folder)
      projectChanged('images')
      return project.summary()
    },
  }
}
