import { posix } from 'node:path'
import { StudioError } from '../../shared/result'
import { Notes } from './notes'
import { PlanBuilder } from './planBuilder'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from './types'

/** A plain folder of pictures, all of its folders included; nothing is known about what they show. */
export const folderReader: LabelFormat = {
  name: 'folder',
  label: 'Folder of pictures',
  async detect({ kind, labelFiles, finder }) {
    // Who chose a label file wants its labels, and is told that nobody reads them.
    if (kind === 'file' && labelFiles.length > 0) return 0
    // The weakest claim: any label file beside the pictures says more.
    return finder.visible().length > 0 ? 0.1 : 0
  },
  read: readFolder,
}

/** Texts beside pictures that are nobody's labels. */
const PROSE = /^(readme|licen[cs]e|copying|changelog)\b/i

/** Names what may be labels in a folder that, by all of its files, is of no known format. */
export function noteUnread({ labelFiles }: ImportSource, plan: ImportPlan): ImportPlan {
  const unread = new Notes()
  for (const file of labelFiles)
    if (!PROSE.test(posix.basename(file))) unread.add('label file of no known format: not read', file)
  return { ...plan, rejected: [...plan.rejected, ...unread.toList()] }
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
