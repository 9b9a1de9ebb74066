import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageRow } from '../../shared/annotation/schema'
import type { SceneFacts } from '../../shared/review/schema'
import type { SceneClass } from '../evaluation/splitScene'
import type { RunProject } from '../models/runProject'
import type { Prediction } from '../store/projectStore'
import type { ScenePicture } from './reviewScene'

/** How many pictures are not where the project has them. */
export function missingFiles(project: RunProject, rows: readonly ImageRow[]): number {
  const folders = new Map(project.listRoots().map(({ id, folder }) => [id, folder]))
  return rows.filter(({ rootId, path }) => !existsSync(join(folders.get(rootId) ?? '', path))).length
}

/** What became of the run's classes: `now` holds them first, in the run's order, then those that came after. */
export function classFacts(
  names: readonly string[],
  now: readonly SceneClass[],
  pictures: readonly ScenePicture[],
  predictions: Iterable<Prediction>,
): Pick<SceneFacts, 'deletedClasses' | 'renamedClasses' | 'newClasses'> {
  const gone = new Map(now.filter(({ classId }) => classId === null).map(({ name }) => [name, 0]))
  if (gone.size > 0) {
    for (const { detections } of predictions) {
      for (const { className } of detections) {
        const counted = gone.get(className)
        if (counted !== undefined) gone.set(className, counted + 1)
      }
    }
  }
  const boxes = new Map<string, number>()
  for (const { drawn } of pictures) {
    for (const { classId } of drawn.boxes) boxes.set(classId, (boxes.get(classId) ?? 0) + 1)
  }
  return {
    deletedClasses: [...gone].map(([name, detections]) => ({ name, detections })),
    renamedClasses: names.flatMap((from, i) => (now[i].name === from ? [] : [{ from, to: now[i].name }])),
    newClasses: now.slice(names.length).flatMap(({ classId, name }) => {
      const count = classId === null ? 0 : (boxes.get(classId) ?? 0)
      return count === 0 ? [] : [{ name, boxes: count }]
    }),
  }
}
