import { create } from 'zustand'
import type { ClassTarget, ImportPreview } from '../../../shared/project/importMapping'
import { call } from '../../ipc/client'
import { reportError } from '../studio/notices'
import { tellImport } from './openProject'

interface ImportSheetState {
  /** What is waiting to come in; null: nothing is. */
  preview: ImportPreview | null
  isBusy: boolean
}

/** An import that the person looks at before it is written. */
export const useImportSheet = create<ImportSheetState>(() => ({ preview: null, isBusy: false }))

/** Asks for a folder or a label file and shows what taking it in would do. */
export const readImport = (kind: 'folder' | 'file') => look(() => call('project.readImport', { kind }))

/** The same for files that were dropped on the window, where there were any. */
export const readDropped = () => look(() => call('project.readDropped', {}))

async function look(read: () => Promise<ImportPreview | null>): Promise<void> {
  try {
    const preview = await read()
    if (preview === null) return
    useImportSheet.setState({ preview })
    // Pictures alone leave nothing to decide.
    if (preview.classes.length === 0 && preview.rejected.length === 0 && preview.images > 0)
      await takeImport()
  } catch (cause) {
    reportError(cause)
  }
}

/** Sends the boxes of a class of the source elsewhere. */
export function mapClass(from: string, target: ClassTarget): void {
  const { preview } = useImportSheet.getState()
  if (preview === null) return
  const classes = preview.classes.map((each) => (each.from === from ? { ...each, target } : each))
  useImportSheet.setState({ preview: { ...preview, classes } })
}

/** Writes what is shown. */
export async function takeImport(): Promise<void> {
  const { preview } = useImportSheet.getState()
  if (preview === null) return
  useImportSheet.setState({ isBusy: true })
  try {
    const mapping = preview.classes.map(({ from, target }) => ({ from, target }))
    const report = await call('project.import', { mapping })
    useImportSheet.setState({ preview: null })
    tellImport(report)
  } catch (cause) {
    reportError(cause)
  } finally {
    useImportSheet.setState({ isBusy: false })
  }
}

/** Leaves everything as it is. */
export function dropImport(): void {
  useImportSheet.setState({ preview: null })
  void call('project.dropImport', {})
}
