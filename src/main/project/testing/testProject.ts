import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawnBox } from '../../../shared/annotation/drawnBox'
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord, ClassRecord, ImageRecord } from '../../../shared/annotation/schema'
import { untouchedImage } from '../../../shared/annotation/untouchedImage'
import { type ClassId, type ImageId, newId, type RootId } from '../../../shared/ids'
import { ProjectService } from '../projectService'

/** A real project in a temporary folder: real SQLite, pictures that exist in the database alone. */
export interface TestProject {
  project: ProjectService
  folder: string
  images: ImageRecord[]
  classes: ClassRecord[]
  /** Closes the project and opens it again, as a restart does. */
  reopen(): Promise<ProjectService>
  remove(): Promise<void>
}

export async function createTestProject(numImages = 3, numClasses = 2): Promise<TestProject> {
  const outer = await mkdtemp(join(tmpdir(), 'focal-project-'))
  const folder = join(outer, 'project')
  const options = { grantsFile: join(outer, 'granted.json') }
  const rootId = newId<RootId>()
  const images = Array.from(
    { length: numImages },
    (_, i): ImageRecord => ({
      id: newId<ImageId>(),
      rootId,
      path: `pictures/img${i + 1}.jpg`,
      width: 200,
      height: 100,
      bytes: 1000,
      contentHash: `hash${i}`,
      ...untouchedImage,
    }),
  )
  const classes = Array.from(
    { length: numClasses },
    (_, i): ClassRecord => ({
      id: newId<ClassId>(),
      name: `class ${i}`,
      color: i,
      order: i,
    }),
  )
  const project = await ProjectService.create(folder, { name: 'Test', ...options })
  project.applyBulk({
    label: 'fill',
    roots: [{ id: rootId, path: '.' }],
    classes,
    newImages: images,
    changedImages: [],
    boxes: [],
  })
  const test: TestProject = {
    project,
    folder,
    images,
    classes,
    async reopen() {
      await test.project.close()
      test.project = await ProjectService.open(folder, options)
      return test.project
    },
    async remove() {
      await test.project.close()
      await rm(outer, { recursive: true, force: true })
    },
  }
  return test
}

export function testBox(
  image: ImageRecord,
  { id: classId }: ClassRecord,
  at: Partial<BoxRecord> = {},
): BoxRecord {
  return {
    id: newId(),
    imageId: image.id,
    classId,
    x1: 10,
    y1: 20,
    x2: 30,
    y2: 40,
    ...drawnBox,
    createdAt: 1,
    ...at,
  }
}

export const addBoxes = (...boxes: BoxRecord[]) => createEdit({ label: 'Draw', boxes: { added: boxes } })

/** The code of the StudioError that a call throws, or `done`. */
export function codeOf(action: () => unknown): string {
  try {
    action()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** One of three pictures and two classes with a box on the first picture, for what others do to it: it is closed. */
export async function createClosedProject(): Promise<TestProject> {
  const test = await createTestProject(3, 2)
  test.project.commit(addBoxes(testBox(test.images[0], test.classes[1])), 'do')
  await test.project.close()
  return test
}
