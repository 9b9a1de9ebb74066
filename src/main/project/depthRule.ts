import type { ImageId } from '../../shared/ids'
import { autoDepth, DepthRule, DepthWindow } from '../../shared/images/depthWindow'
import type { ProjectService } from './projectService'

type Notes = Pick<ProjectService, 'note' | 'setNote'>

/** Under these names the project keeps its rule, and a picture's own window. */
const RULE = 'depthRule'
const ownName = (imageId: ImageId) => `depthWindow.${imageId}`

/** How this project brings 16-bit pictures to 8 bits; each picture by its own range until someone says otherwise. */
export function depthRule(project: Pick<Notes, 'note'>): DepthRule {
  const stored = DepthRule.safeParse(parseOrNull(project.note(RULE)))
  return stored.success ? stored.data : autoDepth
}

/** Throws `project-read-only`. Runs that began keep theirs. */
export function setDepthRule(project: Notes, rule: DepthRule): void {
  project.setNote(RULE, JSON.stringify(rule))
}

/** The window that a person gave a picture to look at it; null: none. */
export function ownDepthWindow(project: Pick<Notes, 'note'>, imageId: ImageId): DepthWindow | null {
  const stored = DepthWindow.safeParse(parseOrNull(project.note(ownName(imageId))))
  return stored.success ? stored.data : null
}

/** Throws `project-read-only`. */
export function keepDepthWindow(project: Notes, imageId: ImageId, window: DepthWindow | null): void {
  project.setNote(ownName(imageId), JSON.stringify(window))
}

function parseOrNull(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
