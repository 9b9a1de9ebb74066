import { StudioError } from '../../shared/result'
import { PlanBuilder } from './planBuilder'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from './types'

/** A plain folder of pictures, all of its folders included; nothing is known about what they show. */
export const folderReader: LabelFormat = {
  name: 'folder',
  label: 'Folder of pictures',
  async detect({ finder }) {
    // The weakest claim: any label file beside the pictures says more.
    return finder.visible().length > 0 ? 0.1 : 0
  },
  read: readFolder,
}

async function readFolder(source: ImportSource, options: ReadOptions): Promise<ImportPlan> {
  const builder = new PlanBuilder('folder')
  for (const { relativePath, reason } of source.finder.passedOver) builder.rejected.add(reason, relativePath)
  for (const entry of source.finder.visible()) builder.picture({ ...entry, how: 'exact' }, source.folder)
  const plan = await builder.finish(options)
  if (plan.images.length === 0 && plan.rejected.length === 0)
    throw new StudioError(
      'folder-empty',
      `There is no picture in ${source.folder}`,
      'Choose a folder that holds JPEG, PNG, WebP, BMP, TIFF or GIF files.',
    )
  return plan
}
