import { join } from 'node:path'
import type { Handlers } from '../../shared/ipc/contract'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'
import { safeFolderName } from '../fs/safeFolderName'
import { exportLabels, writingFormats } from '../labelExport/exportLabels'

type LabelExportHandlers = Pick<Handlers, Extract<keyof Handlers, `labelExport.${string}`>>

/** Labels for elsewhere. */
export function labelExportHandlers({
  session,
  jobs,
  askForPath,
  revealFolder,
}: Services): LabelExportHandlers {
  let last: string | null = null
  return {
    'labelExport.formats': async () =>
      writingFormats.map(({ name, label, write }) => ({
        name,
        label,
        words: write.words,
        carries: [...write.carries],
        embeds: write.embeds === true,
      })),
    'labelExport.write': async (request) => {
      const { project } = session.require()
      const parent = await askForPath('labels.export')
      if (parent === null) return null
      const folder = join(parent, `${safeFolderName(project.summary().name, 'labels')}-${request.format}`)
      const report = await jobs.run('Exporting labels', ({ signal, report: tell }) =>
        exportLabels(project, folder, request, { signal, onProgress: tell }),
      )
      last = folder
      return report
    },
    'labelExport.reveal': async () => {
      if (last === null)
        throw new StudioError(
          'not-found',
          'Nothing was exported since the studio was started.',
          'Export it again.',
        )
      revealFolder(last)
      return {}
    },
  }
}
