import type { ImageRemarks } from '../../../shared/annotation/edit'
import type { ImageRow, Split } from '../../../shared/annotation/schema'
import type { ImageId } from '../../../shared/ids'
import { limits } from '../../../shared/limits'
import { countText as countInEnglish } from '../../../shared/text/count'
import { call } from '../../ipc/client'
import { countText } from '../../language/count'
import { localText, t } from '../../language/t'
import { rowOf, useProject } from '../project/project'
import { notify, reportError } from '../studio/notices'
import { allSaved, commit } from './edits'

type Said = Omit<ImageRemarks, 'id'>

/** What is said of pictures becomes what `change` makes of it, as one edit. Pictures that stay as they are are left out. */
export function remark(
  imageIds: Iterable<ImageId>,
  label: string,
  change: (row: ImageRow) => Partial<Said>,
): boolean {
  const project = useProject.getState()
  const images: [ImageRemarks, ImageRemarks][] = []
  for (const id of imageIds) {
    const row = rowOf(project, id)
    if (row === null) continue
    const after = { ...saidOf(row), ...change(row) }
    const before = { ...saidOf(row), ...('takenOut' in after ? { takenOut: row.takenOut } : {}) }
    if (JSON.stringify(before) !== JSON.stringify(after)) images.push([before, after])
  }
  return images.length > 0 && commit({ label: label.slice(0, 200), images })
}

const saidOf = ({ id, reviewed, flags, note }: ImageRow): ImageRemarks => ({
  id,
  reviewed,
  flags: [...flags],
  note,
})

export const setReviewed = (ids: ReadonlySet<ImageId>, reviewed: boolean): boolean =>
  remark(ids, `Mark ${countInEnglish(ids.size, 'picture')} as ${reviewed ? '' : 'not '}reviewed`, () => ({
    reviewed,
  }))

/** Puts a flag on pictures; one that is full keeps what it has. */
export function addFlag(ids: Iterable<ImageId>, text: string): boolean {
  const flag = text.trim().slice(0, limits.maxFlagLength).trim()
  if (flag === '') return false
  return remark(ids, `Flag ${flag}`, ({ flags }) =>
    flags.length >= limits.maxFlags ? {} : { flags: [...new Set([...flags, flag])].sort(inCodeOrder) },
  )
}

export const removeFlag = (ids: Iterable<ImageId>, flag: string): boolean =>
  remark(ids, `Remove flag ${flag}`, ({ flags }) => ({ flags: flags.filter((other) => other !== flag) }))

export const setNote = (id: ImageId, note: string): boolean =>
  remark([id], 'Write note', () => ({ note: note.trim().slice(0, limits.maxNoteLength) }))

/** As the schema holds them sorted. */
const inCodeOrder = (a: string, b: string) => (a < b ? -1 : 1)

/** Flags in use, each once. */
export function flagsInUse(images: readonly ImageRow[]): string[] {
  const flags = new Set<string>()
  for (const image of images) for (const flag of image.flags) flags.add(flag)
  return [...flags].sort(inCodeOrder)
}

/** Puts pictures into a split; one press puts them back. */
export async function moveToSplit(ids: ReadonlySet<ImageId>, split: Split | null): Promise<void> {
  try {
    await allSaved()
    const { before } = await call('search.setSplits', { splits: [...ids].map((id) => [id, split]) })
    const back = () => call('search.setSplits', { splits: before }).catch(reportError)
    notify({
      tone: 'good',
      title: t('{{pictures}} in {{split}}', {
        pictures: countText(ids.size, 'picture'),
        split: localText(split) ?? t('no split'),
      }),
      action: { label: t('Undo'), run: () => void back() },
    })
  } catch (cause) {
    reportError(cause)
  }
}
