import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { DEEP_TYPE } from '../../shared/images/deepPicture'
import type { TilePlace } from '../../shared/images/pyramid'
import { REDUCED_HEADER } from '../../shared/ipc/images'
import { StudioError } from '../../shared/result'
import { Superseded } from '../images/lastFirst'
import type { EncodedImage } from '../images/types'
import { dataCsp } from '../security/csp'
import { parseImageUrl } from './imageUrl'

/** Where the pictures of the open project come from. */
export interface ImageSource {
  full(imageId: ImageId, signal: AbortSignal): Promise<EncodedImage>
  /** The same, or a smaller one of a huge picture where that is at hand. */
  first(imageId: ImageId, signal: AbortSignal): Promise<EncodedImage>
  /** All pixels of a 16-bit picture, with their depth. */
  deep(imageId: ImageId, signal: AbortSignal): Promise<EncodedImage>
  thumb(imageId: ImageId, signal: AbortSignal): Promise<EncodedImage>
  /** Throws `not-found` for a place that the picture's pyramid does not have. */
  tile(imageId: ImageId, tile: TilePlace, signal: AbortSignal): Promise<EncodedImage>
  crop(imageId: ImageId, box: BoxXyxyPx, signal: AbortSignal): Promise<EncodedImage>
}

/** Types that leave this protocol; SVG is a document and never among them. */
const servedTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', DEEP_TYPE])

/**
 * Answers studio-image:// addresses, which carry ids and never paths: 405 for anything but GET,
 * 403 for an address that is not of the one form, 404 where there is no such picture.
 */
export function createImageResponder(
  source: () => ImageSource | null,
  origin: string,
  failed: (url: string, cause: unknown) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refuse(405, origin)
    const asked = parseImageUrl(request.url)
    if (asked === null) return refuse(403, origin)
    const images = source()
    if (images === null) return refuse(404, origin)
    try {
      const { bytes, contentType, isReduced } = await read(images, asked, request.signal)
      if (!servedTypes.has(contentType)) return refuse(415, origin)
      return new Response(streamOf(bytes), {
        headers: { ...headers(contentType, origin), ...(isReduced && reduced) },
      })
    } catch (cause) {
      if (request.signal.aborted) return refuse(499, origin)
      if (cause instanceof Superseded) return refuse(503, origin)
      failed(request.url, cause)
      return refuse(statusOf(cause), origin)
    }
  }
}

/** As a stream the bytes are passed on as they are; handed over as a whole they are copied once more. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(into) {
      into.enqueue(bytes)
      into.close()
    },
  })
}

function read(
  images: ImageSource,
  { imageId, variant }: NonNullable<ReturnType<typeof parseImageUrl>>,
  signal: AbortSignal,
): Promise<EncodedImage> {
  switch (variant.kind) {
    case 'full':
      return images.full(imageId, signal)
    case 'first':
      return images.first(imageId, signal)
    case 'deep':
      return images.deep(imageId, signal)
    case 'thumb':
      return images.thumb(imageId, signal)
    case 'tile':
      return images.tile(imageId, variant.tile, signal)
    case 'crop':
      return images.crop(imageId, variant.box, signal)
  }
}

function statusOf(cause: unknown): number {
  if (!(cause instanceof StudioError)) return 500
  switch (cause.code) {
    case 'not-found':
    case 'image-missing':
      return 404
    case 'path-outside':
    case 'root-not-granted':
      return 403
    case 'image-unreadable':
    case 'image-unsupported':
    case 'image-too-large':
      return 415
    default:
      return 500
  }
}

/** Says that it has fewer pixels than the picture. */
const reduced = { [REDUCED_HEADER]: '1', 'access-control-expose-headers': REDUCED_HEADER }

function headers(contentType: string, origin: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': dataCsp,
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': origin,
    'cache-control': 'no-store',
  }
}

function refuse(status: number, origin: string): Response {
  return new Response(null, { status, headers: headers('text/plain', origin) })
}
