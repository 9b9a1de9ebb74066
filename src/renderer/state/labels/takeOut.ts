import type { ImageId } from '../../../shared/ids'
import { countText } from '../../../shared/text/count'
import { countText as localCount } from '../../language/count'
import { t } from '../../language/t'
import { rowOf, useProject } from '../project/project'
import { notify } from '../studio/notices'
import { inProject } from './inProject'
import { clearMarked, useMarked } from './marked'
import { remark } from './remarks'
import { goToImage, useSelection } from './selection'
import { shownImages } from './shownImages'

/** The pictures that are chosen, else the one in hand, as far as they are in the project or were taken out of it. */
export function chosenPictures(takenOut: boolean): ReadonlySet<ImageId> {
  const { ids } = useMarked.getState()
  const { imageId } = useSelection.getState()
  const project = useProject.getState()
  // Mostly none is out, and all 100,000 may be chosen.
  if (takenOut && inProject(project.images) === project.images) return new Set()
  const chosen = ids.size > 0 ? [...ids] : imageId === null ? [] : [imageId]
  return new Set(chosen.filter((id) => rowOf(project, id)?.takenOut === takenOut))
}

/** Some of the chosen pictures are in the project, or were taken out of it. */
export function hasChosen(takenOut: boolean): boolean {
  const { ids } = useMarked.getState()
  const project = useProject.getState()
  if (takenOut || ids.size === 0) return chosenPictures(takenOut).size > 0
  for (const id of ids) if (rowOf(project, id)?.takenOut === false) return true
  return false
}

/** Takes pictures out of the project; files and boxes stay, and undo brings them back. */
export function takeOut(ids: ReadonlySet<ImageId>): void {
  const next = nextAfter(ids)
  if (!remark(ids, `Take ${named(ids)} out`, () => ({ takenOut: true }))) return
  clearMarked()
  if (next !== null) void goToImage(next)
  notify({
    tone: 'plain',
    title: t('{{pictures}} taken out of the project', { pictures: localCount(ids.size, 'picture') }),
    detail: t('The files stay where they are. The search out:yes lists what was taken out.'),
    action: { label: t('Bring back'), run: () => bringBack(ids) },
  })
}

/** Brings pictures back into the project, with their boxes. */
export function bringBack(ids: ReadonlySet<ImageId>): void {
  if (!remark(ids, `Bring ${named(ids)} back`, () => ({ takenOut: false }))) return
  clearMarked()
  const [first] = ids
  if (first !== undefined) void goToImage(first)
}

/** What is in sight once these are gone: the next picture of the list, else the one before. */
function nextAfter(ids: ReadonlySet<ImageId>): ImageId | null {
  const { imageId } = useSelection.getState()
  if (imageId === null || !ids.has(imageId)) return null
  const shown = shownImages()
  const place = shown.findIndex(({ id }) => id === imageId)
  const others = [...shown.slice(place + 1), ...shown.slice(0, Math.max(0, place)).reverse()]
  return others.find(({ id }) => !ids.has(id))?.id ?? null
}

function named(ids: ReadonlySet<ImageId>): string {
  const [first] = ids
  const path = rowOf(useProject.getState(), first ?? null)?.path
  return ids.size === 1 && path !== undefined
    ? path.slice(path.lastIndexOf('/') + 1)
    : countText(ids.size, 'picture')
}
