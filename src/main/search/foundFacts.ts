import type { ImageId, RunId } from '../../shared/ids'
import { turn } from '../timing/turn'
import { PackedRegions } from './packedRegions'
import type { SearchIndex } from './searchIndex'
import type { SearchProject } from './searchProject'

interface Found {
  columns: PackedRegions
  /** Names of classes that only detections have; their indices follow those of the project. */
  extra: string[]
}

interface Kept {
  key: string
  /** The index whose order of pictures the columns follow. */
  ids: readonly ImageId[]
  made: Promise<Found>
}

const kept = new WeakMap<SearchProject, Kept>()

/** What a run sees on every picture, in columns; those of the last run that was asked for are kept. */
export function foundFacts(project: SearchProject, runId: RunId, index: SearchIndex): Promise<Found> {
  const classKey = index.classes.map(({ id, name }) => `${id}${name}`).join()
  const key = `${runId} ${project.dataVersion} ${classKey}`
  const known = kept.get(project)
  if (known?.key === key && known.ids === index.pictures.ids) return known.made
  const made = pack(project, runId, index)
  kept.set(project, { key, ids: index.pictures.ids, made })
  return made
}

async function pack(project: SearchProject, runId: RunId, index: SearchIndex): Promise<Found> {
  const { places, ids } = index.pictures
  const columns = new PackedRegions(ids.length, true)
  const byName = new Map(index.classes.map(({ name }, i) => [name, i]))
  const extra: string[] = []
  const classOf = (classId: string | null, name: string) => {
    const known = (classId === null ? undefined : index.classIndex.get(classId as never)) ?? byName.get(name)
    if (known !== undefined) return known
    const made = index.classes.length + extra.length
    byName.set(name, made)
    extra.push(name)
    return made
  }
  for (let after: ImageId | '' = ''; ; ) {
    const slice = project.predictionSlice(runId, after)
    if (slice.length === 0) break
    for (const { imageId, detections } of slice) {
      const picture = places.get(imageId)
      if (picture === undefined) continue
      columns.set(
        picture,
        detections.map(({ classId, className, score, x1, y1, x2, y2 }) => ({
          classIndex: classOf(classId, className),
          width: x2 - x1,
          height: y2 - y1,
          bits: 0,
          score,
          attributes: null,
        })),
      )
    }
    after = (slice.at(-1) as { imageId: ImageId }).imageId
    await turn()
  }
  return { columns, extra }
}
