import { posix } from 'node:path'
import { Notes } from './notes'
import type { ImportPlan, ImportSource, LabelFormat } from './types'

/** What a plan says of a picture that no label names; who takes the other pictures in as well drops it. */
export const NOT_TAKEN_IN = 'picture without a label: not taken in'

/** From here on a format is sure enough to be named. */
const SURE = 0.7

/** Texts that go along with labels. */
const NO_LABELS = /^(readme.*|licen[cs]e|notes|classes|labels|predefined_classes|labelmap)\.txt$/i

/** Folders of masks, previews and labels: what is in them is no picture to label. */
const NO_PICTURES =
  /(^|\/)(annotations?|labels?|[^/]*(mask|segmentation|panoptic|scribble|depth|preview|thumb)[^/]*)\//i

/** Names the pictures of a folder that its labels do not. */
export function noteUnlabelled(
  { finder }: ImportSource,
  named: ReadonlySet<string>,
  plan: ImportPlan,
): ImportPlan {
  const unlabelled = new Notes()
  for (const { root, relativePath } of finder.visible())
    if (!named.has(`${root}\0${relativePath}`) && !NO_PICTURES.test(relativePath))
      unlabelled.add(NOT_TAKEN_IN, relativePath)
  return { ...plan, rejected: [...plan.rejected, ...unlabelled.toList()] }
}

/** Names the label files of a folder that the chosen format does not read and another one would. */
export async function noteOtherFormats(
  source: ImportSource,
  chosen: LabelFormat,
  formats: readonly LabelFormat[],
  plan: ImportPlan,
): Promise<ImportPlan> {
  const unread = new Notes()
  const files = source.labelFiles.filter((file) => !NO_LABELS.test(posix.basename(file)))
  for (const labelFiles of byFolderAndEnding(files)) {
    const part = { ...source, labelFiles }
    if ((await chosen.detect(part)) > 0) continue
    for (const other of formats) {
      if (other === chosen || (await other.detect(part)) < SURE) continue
      for (const file of labelFiles)
        unread.add(`label file of another format (${other.label}): not read`, file)
      break
    }
  }
  return { ...plan, rejected: [...plan.rejected, ...unread.toList()] }
}

function byFolderAndEnding(files: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const file of files) {
    const key = `${posix.dirname(file)} ${posix.extname(file).toLowerCase()}`
    const group = groups.get(key)
    if (group) group.push(file)
    else groups.set(key, [file])
  }
  return [...groups.values()]
}
