import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { type ClassId, newId } from '../../../shared/ids'
import { openFolder } from '../../project/openFolder'
import type { ProjectService } from '../../project/projectService'
import { generatePictures, SIDE } from './generatedPictures'

/** Twelve generated pictures on disk, labelled. */
export async function createGeneratedProject(folder: string): Promise<ProjectService> {
  const { images, decode } = generatePictures(10, 2)
  for (const { id, file } of images) {
    const rgb = await decode(file, SIDE, SIDE)
    const rgba = new Uint8Array(SIDE * SIDE * 4).fill(255)
    for (let i = 0; i < SIDE * SIDE; i++) rgba.set(rgb.subarray(i * 3, i * 3 + 3), i * 4)
    await writeFile(join(folder, `${id}.png`), await Transformer.fromRgbaPixels(rgba, SIDE, SIDE).png())
  }
  const opened = await openFolder(folder, { grantsFile: join(folder, 'granted.json') })
  const classes = ['disc', 'square'].map((name, order) => ({
    id: newId<ClassId>(),
    name,
    color: order,
    order,
  }))
  const added = opened.project.listImages().flatMap(({ id: imageId, path }) => {
    const boxes = images.find(({ id }) => `${id}.png` === path)?.boxes ?? []
    return boxes.map(({ x1, y1, x2, y2, classIndex }): BoxRecord => {
      const flags = {
        difficult: false,
        occluded: false,
        truncated: false,
        crowd: false,
        runId: null,
        reviewedAt: null,
        attributes: [],
      }
      const classId = classes[classIndex].id
      return { id: newId(), imageId, classId, x1, y1, x2, y2, ...flags, source: 'drawn', createdAt: 1 }
    })
  })
  opened.project.commit(createEdit({ label: 'Draw', classes: { added: classes }, boxes: { added } }), 'do')
  return opened.project
}
