import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { createRandom } from '../../../shared/random'
import type { ProjectService } from '../../project/projectService'

/** Takes a share of the labels off the pictures to learn from, as if nobody had drawn them, and notes them beside the project. */
export function hideLabels(project: ProjectService, folder: string, share: number, seed: number): void {
  const random = createRandom(seed)
  const hidden = project
    .listImages()
    .filter(({ split }) => split === 'train')
    .flatMap(({ id }) => project.readImage(id).boxes)
    .filter(() => random.chance(share))
  writeFileSync(fileOf(folder), JSON.stringify(hidden))
  project.commit(createEdit({ label: 'Hide labels', boxes: { removed: hidden } }), 'do')
}

/** What was taken away there, if anything. */
export function hiddenLabels(folder: string): BoxRecord[] {
  return existsSync(fileOf(folder)) ? JSON.parse(readFileSync(fileOf(folder), 'utf8')) : []
}

function fileOf(folder: string): string {
  return `${folder}.hidden.json`
}
