import { wordsOf } from './boxWords'
import { type Corners, cornersAround, cornersOfEllipse, turnedBy } from './corners'
import { framesOf } from './cvatFrames'
import { interpolate, type Key } from './cvatTrack'
import { cvatWriter } from './cvatWrite'
import type { Found } from './finding/pictureFinder'
import { toNumber } from './json'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import { splitOfWord } from './splits/splitWords'
import type { ImportSource, LabelFormat } from './types'
import { child, children, parseXml, rawText, textOf, type XmlElement } from './xml'

/**
 * CVAT XML 1.1, for images and for video; boxes between the key frames of a track are interpolated.
 * @see https://docs.cvat.ai/docs/dataset_management/formats/format-cvat/
 */
export const cvatFormat: LabelFormat = {
  name: 'cvat',
  label: 'CVAT XML',
  detect: async (source) => ((await filesOf(source)).length > 0 ? 0.95 : 0),
  async read(source, options) {
    const builder = new PlanBuilder('cvat')
    const files = source.kind === 'file' ? source.labelFiles : await filesOf(source)
    if (files.length === 0) throw invalid(source.folder, 'there is no CVAT file (.xml) in it.')
    await readEach(source, files, builder, options, (file, text) => {
      const root = parseXml(text, file, LISTS, { attributes: true })
      const annotations = child(root, 'annotations')
      if (annotations === undefined) throw invalid(file, 'there is no <annotations> in it: this is not CVAT.')
      readLabels(annotations, file, builder)
      for (const image of children(annotations, 'image')) readImage(image, file, source, builder)
      readTracks(annotations, file, source, files.length === 1, builder)
    })
    return builder.finish(options)
  },
  write: cvatWriter,
}

const SHAPES = [
  'box',
  'polygon',
  'polyline',
  'points',
  'cuboid',
  'mask',
  'ellipse',
  'skeleton',
  'tag',
] as const
const LISTS = ['image', 'track', 'label', 'task', 'attribute', ...SHAPES]

const filesOf = (source: ImportSource) =>
  filesLike(
    source,
    /\.xml$/i,
    (head) => /<annotations[\s>]/.test(head) && /<(version|meta|image|track)[\s>]/.test(head),
  )

function readLabels(annotations: XmlElement, file: string, builder: PlanBuilder) {
  const meta = child(annotations, 'meta')
  const holders = [child(meta, 'task'), child(meta, 'job'), child(meta, 'project'), meta]
  for (const holder of holders) {
    const labels = child(holder, 'labels')
    for (const label of labels === undefined ? [] : children(labels, 'label')) {
      const name = textOf(label, 'name')
      if (name !== undefined) builder.classes.add(name, `${file} labels`)
    }
  }
}

function readImage(image: XmlElement, file: string, source: ImportSource, builder: PlanBuilder) {
  const name = rawText(image, '@name')
  const where = `${file} image ${textOf(image, '@id') ?? '?'}`
  const shapes = SHAPES.flatMap((kind) => children(image, kind).map((shape) => ({ kind, shape })))
  if (name === undefined) return builder.rejected.add('image without a name', where)
  const subset = textOf(image, '@subset')
  const draft = builder.labelled(findIn(source, subset, name, file), where, name, shapes.length)
  if (draft === undefined) return
  const [width, height] = [toNumber(textOf(image, '@width')), toNumber(textOf(image, '@height'))]
  if (width && height) draft.declared ??= { width, height, where }
  draft.split = splitOfWord(subset ?? '') ?? draft.split
  for (const [index, { kind, shape }] of shapes.entries()) {
    const place = `${where} (${name}) ${kind} ${index + 1}`
    addShape(kind, shape, textOf(shape, '@label'), place, draft, builder)
  }
}

/** Projects with subsets hold equal names in several folders: `images/Train/a.jpg`. */
function findIn({ finder }: ImportSource, subset: string | undefined, name: string, file: string): Found {
  const inSubset = subset === undefined ? undefined : finder.find(`${subset}/${name}`, file)
  if (inSubset !== undefined && !('problem' in inSubset) && inSubset.how === 'exact') return inSubset
  const found = finder.find(name, file)
  return 'problem' in found && name !== name.trim() ? finder.find(name.trim(), file) : found
}

function addShape(
  kind: string,
  shape: XmlElement,
  label: string | undefined,
  where: string,
  draft: Draft,
  builder: PlanBuilder,
) {
  if (label === undefined) return builder.refuse(draft, 'shape without a label', where)
  const corners = cornersOf(kind, shape)
  if (corners === undefined)
    return builder.refuse(
      draft,
      kind === 'box' ? 'box with a coordinate that is not a number' : `shape that is no box (${kind})`,
      where,
    )
  if (kind === 'mask' || kind === 'ellipse')
    builder.repaired.add('mask or ellipse: the upright box around it', where)
  else if (kind === 'polygon' || rotationOf(shape) !== 0)
    builder.repaired.add('rotated box or polygon: the upright box around it', where)
  draft.boxes.push({
    className: builder.classes.add(label, where),
    ...corners,
    ...wordsOfShape(shape),
    where,
  })
}

function wordsOfShape(shape: XmlElement) {
  const attributes = children(shape, 'attribute').map(
    (each) => [textOf(each, '@name') ?? '', textOf(each, '#text') ?? ''] as const,
  )
  return wordsOf([['occluded', textOf(shape, '@occluded') ?? '0'], ...attributes])
}

function cornersOf(kind: string, shape: XmlElement): Corners | undefined {
  switch (kind) {
    case 'box':
      return boxCorners(shape)
    case 'polygon':
      return cornersAround(pointsOf(shape))
    case 'mask': {
      const [left, top, width, height] = numbersOf(shape, ['@left', '@top', '@width', '@height'])
      if (left === undefined || top === undefined || width === undefined || height === undefined)
        return undefined
      return { x1: left, y1: top, x2: left + width, y2: top + height }
    }
    case 'ellipse': {
      const [cx, cy, rx, ry] = numbersOf(shape, ['@cx', '@cy', '@rx', '@ry'])
      if (cx === undefined || cy === undefined || rx === undefined || ry === undefined) return undefined
      return cornersOfEllipse(cx, cy, rx, ry, (rotationOf(shape) * Math.PI) / 180)
    }
    default:
      return undefined
  }
}

const numbersOf = (shape: XmlElement, names: readonly string[]) =>
  names.map((name) => toNumber(textOf(shape, name)))

/** In degrees. */
const rotationOf = (shape: XmlElement) => toNumber(textOf(shape, '@rotation')) ?? 0

function boxCorners(shape: XmlElement): Corners | undefined {
  const [x1, y1, x2, y2] = numbersOf(shape, ['@xtl', '@ytl', '@xbr', '@ybr'])
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined
  return turnedBy({ x1, y1, x2, y2 }, rotationOf(shape))
}

function pointsOf(shape: XmlElement): [number, number][] {
  return (textOf(shape, '@points') ?? '').split(';').flatMap((pair) => {
    const [x, y] = pair.split(',').map(toNumber)
    return x === undefined || y === undefined ? [] : [[x, y] as [number, number]]
  })
}

function readTracks(
  annotations: XmlElement,
  file: string,
  source: ImportSource,
  isOnlyFile: boolean,
  builder: PlanBuilder,
) {
  const tracks = children(annotations, 'track')
  if (tracks.length === 0) return
  const frames = framesOf(annotations, file, source, isOnlyFile, builder)
  for (const track of tracks) {
    const where = `${file} track ${textOf(track, '@id') ?? '?'}`
    for (const kind of SHAPES)
      if (kind !== 'box' && kind !== 'tag' && children(track, kind).length > 0)
        builder.rejected.add(`track that is no box (${kind})`, where)
    const keys = children(track, 'box').flatMap((shape): Key<XmlElement>[] => {
      const frame = toNumber(textOf(shape, '@frame'))
      const corners = boxCorners(shape)
      if (frame !== undefined && corners !== undefined)
        return [{ frame, corners, isOutside: textOf(shape, '@outside') === '1', from: shape }]
      builder.rejected.add('box of a track without frame or corners', where)
      return []
    })
    for (const { frame, corners, from } of interpolate(keys, [...frames.keys()])) {
      const found = frames.get(frame)
      if (found === undefined || found === null) {
        const what =
          found === null
            ? 'frame of a video that fits several pictures'
            : 'frame of a video without a picture'
        builder.rejected.add(what, `${where} frame ${frame}`)
        continue
      }
      const draft = builder.known(found) ?? builder.picture(found, where)
      draft.isLabelled = true
      const label = textOf(track, '@label')
      if (label === undefined) builder.refuse(draft, 'shape without a label', where)
      else
        draft.boxes.push({
          className: builder.classes.add(label, where),
          ...corners,
          ...wordsOfShape(from),
          where: `${where} frame ${frame}`,
        })
    }
  }
}
