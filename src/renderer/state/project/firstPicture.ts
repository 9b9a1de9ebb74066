import type { ImageRow } from '../../../shared/annotation/schema'
import { inProject } from '../labels/inProject'

/** The picture that a project begins with: the first that is to be labelled; undefined where it has none. */
export function firstPicture(images: readonly ImageRow[]): ImageRow | undefined {
  const all = inProject(images)
  return all.find((image) => !image.reviewed && image.problem === null) ?? all[0]
}

/** Longer than most pictures take. Where none comes (another room, a file that is gone) what waits goes on after it. */
const PATIENCE_MS = 1500

let tell: (() => void) | null = null

/** Resolves when the canvas has a picture, or when patience ends: what is not in sight yet takes it no time. */
export function firstPictureShown(): Promise<void> {
  return new Promise((done) => {
    tell = done
    setTimeout(done, PATIENCE_MS)
  })
}

/** The canvas has a picture, and the frame that shows it is on the screen. */
export function pictureShown(): void {
  tell?.()
  tell = null
}
