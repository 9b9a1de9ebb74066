import { FastResizeFilter, ResizeFit, Transformer } from '@napi-rs/image'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import { NEUTRAL } from '../../shared/images/deepPicture'
import { autoDepth, type DepthRule } from '../../shared/images/depthWindow'
import { limits } from '../../shared/limits'
import { deepAsRgb, deepAsRgba, isDeep, readDeep } from './deep'
import { decodeGifFrame } from './gif'
import { createPixelBudget } from './pixelBudget'
import { toRgb, toRgba } from './pixels'
import { probeImage, readImageFile } from './probe'
import { type ImageInfo, type ImageResult, refuse } from './types'

export interface DecodeOptions {
  /** Output size in px; one side alone keeps the picture's shape. Without both the picture keeps its size. */
  width?: number
  height?: number
  /**
   * stretch (default): exactly width x height, shape not kept; letterbox: exactly width x height, the picture whole
   * and centred on the neutral ground; inside: as large as fits in width x height, never enlarged.
   */
  fit?: 'stretch' | 'letterbox' | 'inside'
  /** Only this part of the upright picture; widened to whole pixels and clipped to it. */
  region?: BoxXyxyPx
  /** How 16 bits become 8; without it each picture's own range counts. 8-bit pictures do not ask. */
  depth?: DepthRule
}

/** A whole rectangle, in px. */
export interface PixelRect {
  x: number
  y: number
  width: number
  height: number
}

export interface DecodedImage {
  width: number
  height: number
  /** Displayed size of the whole picture. */
  sourceWidth: number
  sourceHeight: number
  /** The part of the upright picture that `data` shows. */
  region: PixelRect
  /** Where in `data` it lies: all of it, except letterboxed. */
  placement: PixelRect
  /** RGB, 8 bits, row by row: [height, width, 3]. */
  data: Uint8Array
}

/** Decoded, the largest picture takes some 500 MB: several at a time are too much, however small their files are. */
export const decoding = createPixelBudget(limits.maxImagePixels)

/**
 * The one way from a picture file to pixels; canvas, thumbnails, training, prediction and export share it.
 * EXIF orientation is applied, transparency laid on the neutral ground, grey repeated, 16 bits brought to 8 by the
 * project's rule, inks turned into RGB. The work is done off the main thread. Never throws: a broken picture is a typed refusal.
 */
export async function decodeImage(
  source: Uint8Array | string,
  options: DecodeOptions = {},
): Promise<ImageResult<DecodedImage>> {
  const file = typeof source === 'string' ? await readImageFile(source) : { ok: true as const, value: source }
  if (!file.ok) return file
  const probed = probeImage(file.value)
  if (!probed.ok) return probed
  const info = probed.value
  try {
    const value = await decoding(info.width * info.height, () => render(file.value, info, options))
    return { ok: true, value }
  } catch (cause) {
    return undecodable(info, cause)
  }
}

/** The refusal of a picture whose header was good and whose body is not. */
export function undecodable(info: ImageInfo, cause: unknown) {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return refuse(
    'image-unreadable',
    `The ${info.format.toUpperCase()} cannot be decoded: ${reason}.`,
    'Open it in an image editor and save it again, or leave it out.',
  )
}

async function render(bytes: Uint8Array, info: ImageInfo, options: DecodeOptions): Promise<DecodedImage> {
  const region = options.region
    ? wholePixels(options.region, info)
    : { x: 0, y: 0, width: info.width, height: info.height }
  const { width, height, placement } = layOut(region, options)
  const depth = options.depth ?? autoDepth
  const isWhole = region.width === info.width && region.height === info.height
  const isNative = placement.width === region.width && placement.height === region.height
  let rgb: Uint8Array
  if (isWhole && isDirect(info)) {
    rgb = await pixels(openNative(bytes, info), placement, isNative)
  } else if (isWhole && isDeep(info) && !isNative) {
    const rgba = await deepAsRgba(await readDeep(openNative(bytes, info), info), depth)
    rgb = await pixels(Transformer.fromRgbaPixels(rgba, info.width, info.height), placement, false)
  } else {
    const part = await regionRgb(bytes, info, region, isWhole, depth)
    rgb = isNative
      ? part
      : await pixels(Transformer.fromRgbaPixels(toRgba(part), region.width, region.height), placement, false)
  }
  return {
    width,
    height,
    sourceWidth: info.width,
    sourceHeight: info.height,
    region,
    placement,
    data:
      placement.width === width && placement.height === height
        ? rgb
        : onGround(rgb, placement, width, height),
  }
}

/** 8-bit pictures whose samples the native decoder may scale itself. */
const isDirect = (info: ImageInfo) => !isDeep(info) && info.format !== 'gif'

/** The upright native picture; the orientation is ours, because the library throws on an illegal one. */
export function openNative(bytes: Uint8Array, info: ImageInfo): Transformer {
  const picture = new Transformer(bytes)
  return info.orientation === 1 ? picture : picture.rotate(info.orientation)
}

async function pixels(picture: Transformer, size: PixelRect, isNative: boolean): Promise<Uint8Array> {
  if (!isNative)
    picture.fastResize({
      width: size.width,
      height: size.height,
      fit: ResizeFit.Fill,
      // Averages over the whole footprint when it scales down, so thin things do not vanish.
      filter: FastResizeFilter.Bilinear,
    })
  return toRgb(await picture.rawPixels(), size.width * size.height)
}

/** A part of the picture (or all of it) at its own size. */
async function regionRgb(
  bytes: Uint8Array,
  info: ImageInfo,
  region: PixelRect,
  isWhole: boolean,
  depth: DepthRule,
): Promise<Uint8Array> {
  if (isDirect(info)) {
    const picture = openNative(bytes, info).crop(region.x, region.y, region.width, region.height)
    return toRgb(await picture.rawPixels(), region.width * region.height)
  }
  const rgb =
    info.format === 'gif'
      ? toRgb(decodeGifFrame(bytes, info.width, info.height), info.width * info.height)
      : await deepAsRgb(await readDeep(openNative(bytes, info), info), depth)
  return isWhole ? rgb : cut(rgb, info.width, region)
}

function wholePixels(region: BoxXyxyPx, info: ImageInfo): PixelRect {
  const span = (low: number, high: number, size: number) => {
    const from = Math.min(Math.max(Math.floor(low), 0), size - 1)
    return [from, Math.max(1, Math.min(Math.ceil(high), size) - from)] as const
  }
  const [x, width] = span(Math.min(region.x1, region.x2), Math.max(region.x1, region.x2), info.width)
  const [y, height] = span(Math.min(region.y1, region.y2), Math.max(region.y1, region.y2), info.height)
  return { x, y, width, height }
}

/** Size of the output and where in it the picture lies; no side is ever 0. */
export function layOut(
  source: { width: number; height: number },
  options: Pick<DecodeOptions, 'width' | 'height' | 'fit'>,
): { width: number; height: number; placement: PixelRect } {
  const scaled = (scale: number) => ({
    width: Math.max(1, Math.round(source.width * scale)),
    height: Math.max(1, Math.round(source.height * scale)),
  })
  const at = (size: { width: number; height: number }) => ({ ...size, placement: { x: 0, y: 0, ...size } })
  if (options.width === undefined && options.height === undefined) return at(scaled(1))
  const width =
    options.width ?? Math.max(1, Math.round((source.width * (options.height as number)) / source.height))
  const height = options.height ?? Math.max(1, Math.round((source.height * width) / source.width))
  const scale = Math.min(width / source.width, height / source.height)
  if (options.fit === 'inside') return at(scaled(Math.min(1, scale)))
  if (options.fit !== 'letterbox') return at({ width, height })
  const inner = scaled(scale)
  const x = Math.floor((width - inner.width) / 2)
  const y = Math.floor((height - inner.height) / 2)
  return { width, height, placement: { x, y, ...inner } }
}

function cut(rgb: Uint8Array, stride: number, { x, y, width, height }: PixelRect): Uint8Array {
  const part = new Uint8Array(3 * width * height)
  for (let row = 0; row < height; row++) {
    const from = 3 * ((y + row) * stride + x)
    part.set(rgb.subarray(from, from + 3 * width), 3 * row * width)
  }
  return part
}

function onGround(rgb: Uint8Array, placement: PixelRect, width: number, height: number): Uint8Array {
  const out = new Uint8Array(3 * width * height).fill(NEUTRAL)
  for (let row = 0; row < placement.height; row++) {
    const from = 3 * row * placement.width
    out.set(rgb.subarray(from, from + 3 * placement.width), 3 * ((placement.y + row) * width + placement.x))
  }
  return out
}
