import type { ImageId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { renderWholeDeep } from '../images/deepUpright'
import { firstLook, hasManyPixels } from '../images/firstSight'
import { readTile } from '../images/huge/readTile'
import { pictureFirst } from '../images/pictureFirst'
import { thumbnail } from '../images/thumbnail'
import type { EncodedImage, ImageResult } from '../images/types'
import { renderUpright } from '../images/upright'
import { depthRule } from '../project/depthRule'
import type { ProjectService } from '../project/projectService'
import type { ImageSource } from '../protocol/imageProtocol'

/** Pictures of a project for the page; small ones are cached in `cacheFolder`. */
export function projectImages(project: ProjectService, cacheFolder: string): ImageSource {
  const small = (imageId: ImageId, region?: Parameters<ImageSource['crop']>[1]) => {
    const { image } = project.readImage(imageId)
    return thumbnail({
      path: project.imageFile(imageId),
      contentHash: image.contentHash,
      cacheFolder,
      depth: depthRule(project),
      isLong: hasManyPixels(image),
      ...(region === undefined ? {} : { region }),
    })
  }
  return {
    first: async (imageId) => {
      const { contentHash, width, height } = project.readImage(imageId).image
      pictureFirst.noteAsked(width * height)
      return unwrap(await firstLook({ path: project.imageFile(imageId), contentHash, cacheFolder }))
    },
    full: async (imageId) => {
      pictureFirst.noteAsked()
      return unwrap(await renderUpright(project.imageFile(imageId)))
    },
    deep: async (imageId) => unwrap(await renderWholeDeep(project.imageFile(imageId))),
    thumb: async (imageId) => {
      pictureFirst.noteRow()
      return unwrap(await small(imageId))
    },
    tile: async (imageId, place) =>
      readTile({
        path: project.imageFile(imageId),
        image: project.readImage(imageId).image,
        cacheFolder,
        place,
      }),
    crop: async (imageId, box) => unwrap(await small(imageId, box)),
  }
}

function unwrap(result: ImageResult<EncodedImage>): EncodedImage {
  if (result.ok) return result.value
  throw new StudioError(result.error.code, result.error.message, result.error.hint)
}
