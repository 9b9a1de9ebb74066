import { performance } from 'node:perf_hooks'
import type { Box } from '../../shared/geometry/box'
import { clip } from '../../shared/geometry/box'
import { autoDepth, type DepthRule } from '../../shared/images/depthWindow'
import type { Tiling } from '../../shared/models/tiling'
import { type ErrorInfo, StudioError, toErrorInfo } from '../../shared/result'
import type { Size } from '../detector/tiles/tileGrid'
import { decodeImage } from '../images/decode'
import { readProbed } from '../images/probe'
import type { ImageResult } from '../images/types'
import type { RawDetections } from './detectorThread'
import { searchTiles } from './searchTiles'
import type { DetectorSession, Sight } from './session'

/** A detection in px of the upright picture. */
export interface PictureDetection {
  classIndex: number
  class: string
  score: number
  box: Box
}

export interface PicturePrediction {
  path: string
  /** Displayed size of the picture; 0 where it cannot be read. */
  width: number
  height: number
  /** By falling score. */
  detections: PictureDetection[]
  /** Decoding, resizing, network, suppression; one picture. */
  ms: number
  /** Why there is no prediction; null where there is one. */
  error: ErrorInfo | null
}

export interface PredictOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/**
 * Detections on picture files, one after the other in the order given. A picture that cannot be read gets an error
 * and the others go on. Throws `cancelled` when the signal is aborted; a broken model throws too.
 */
export async function* predictEach(
  session: DetectorSession<Sight>,
  files: readonly string[],
  { signal, onProgress }: PredictOptions = {},
): AsyncGenerator<PicturePrediction> {
  let done = 0
  for (const path of files) {
    if (signal?.aborted) throw new StudioError('cancelled', 'Prediction was stopped.')
    yield await predictOne(session, path)
    onProgress?.(++done, files.length)
  }
}

/** All of `predictEach` at once. */
export async function predictImages(
  session: DetectorSession<Sight>,
  files: readonly string[],
  options: PredictOptions = {},
): Promise<PicturePrediction[]> {
  const predictions: PicturePrediction[] = []
  for await (const prediction of predictEach(session, files, options)) predictions.push(prediction)
  return predictions
}

async function predictOne(session: DetectorSession<Sight>, path: string): Promise<PicturePrediction> {
  const started = performance.now()
  const { manifest } = session
  const found =
    manifest.tiling === null ? await searchWhole(session, path) : await searchInTiles(session, path)
  if (!found.ok) return { path, width: 0, height: 0, detections: [], ms: 0, error: found.error }
  const { picture, raw, space } = found.value
  const detections = toPicture(raw, manifest.classes, space, picture)
  return { path, ...picture, detections, ms: performance.now() - started, error: null }
}

interface Found {
  /** Displayed size. */
  picture: Size
  raw: RawDetections
  /** Size of the picture in whose px the detections are. */
  space: Size
}

async function searchWhole(
  { manifest, detector }: DetectorSession<Sight>,
  path: string,
): Promise<ImageResult<Found>> {
  const { width, height, depth } = manifest.input
  const decoded = await decodeImage(path, { width, height, depth })
  if (!decoded.ok) return decoded
  const { data, sourceWidth, sourceHeight } = decoded.value
  const picture = { width: sourceWidth, height: sourceHeight }
  return { ok: true, value: { picture, raw: await detector.detect(data), space: { width, height } } }
}

async function searchInTiles(
  { manifest, detector }: DetectorSession<Sight>,
  path: string,
): Promise<ImageResult<Found>> {
  const { input, tiling } = manifest
  const file = await readProbed(path)
  if (!file.ok) return file
  const { bytes, info } = file.value
  const picture = { width: info.width, height: info.height }
  try {
    const raw = await searchTiles({
      picture,
      input,
      tiling: tiling as Tiling,
      ground: input.insideModel.mean,
      async resize(size) {
        const decoded = await decodeImage(bytes, { ...size, depth: input.depth })
        if (!decoded.ok) throw new StudioError(decoded.error.code, decoded.error.message, decoded.error.hint)
        return { ...size, data: decoded.value.data }
      },
      detect: (pixels) => detector.detect(pixels),
    })
    return { ok: true, value: { picture, raw, space: picture } }
  } catch (cause) {
    // A broken model concerns every picture, a broken picture itself alone.
    if (!(cause instanceof StudioError) || cause.code === 'model-invalid') throw cause
    return { ok: false, error: toErrorInfo(cause) }
  }
}

/** Detections mapped from the network input back to the picture it was stretched from, and clipped to it. */
export function toPicture(
  found: RawDetections,
  classes: readonly string[],
  input: { width: number; height: number },
  picture: { width: number; height: number },
): PictureDetection[] {
  const scaleX = picture.width / input.width
  const scaleY = picture.height / input.height
  return Array.from(found.scores, (score, i) => {
    const [x1, y1, x2, y2] = found.boxes.subarray(4 * i, 4 * i + 4)
    const box = { x1: x1 * scaleX, y1: y1 * scaleY, x2: x2 * scaleX, y2: y2 * scaleY }
    const classIndex = found.labels[i]
    return { classIndex, class: classes[classIndex], score, box: clip(box, picture.width, picture.height) }
  })
}

/** Pixels of a picture as a model takes them; null where the file cannot be read. */
export async function readPixels(
  path: string,
  input: { width: number; height: number },
  depth: DepthRule = autoDepth,
): Promise<Uint8Array | null> {
  const decoded = await decodeImage(path, { width: input.width, height: input.height, depth })
  return decoded.ok ? decoded.value.data : null
}
