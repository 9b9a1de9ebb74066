import { wordsOf } from './boxWords'
import { cornersAround } from './corners'
import { interpolate, type Key } from './cvatTrack'
import { cvatWriter } from './cvatWrite'
import { toNumber } from './json'
import type { Found } from './pictureFinder'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import { splitOfWord } from './splitWords'
import type { ImportSource, LabelFormat } from './types'
import { child, children, parseXml, textOf, type XmlElement } from './xml'

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
      readTracks(annotations, file, source, builder)
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
  const name = textOf(image, '@name')
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
  return inSubset !== undefined && !('problem' in inSubset) && inSubset.how === 'exact'
    ? inSubset
    : finder.find(name, file)
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
  const corners =
    kind === 'box' ? boxCorners(shape) : kind === 'polygon' ? cornersAround(pointsOf(shape)) : undefined
  if (corners === undefined)
    return builder.refuse(
      draft,
      kind === 'box' ? 'box with a coordinate that is not a number' : `shape that is no box (${kind})`,
      where,
    )
  if (kind === 'polygon' || (toNumber(textOf(shape, '@rotation')) ?? 0) !== 0)
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

function boxCorners(shape: XmlElement) {
  const [x1, y1, x2, y2] = ['@xtl', '@ytl', '@xbr', '@ybr'].map((key) => toNumber(textOf(shape, key)))
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined
  const degrees = toNumber(textOf(shape, '@rotation')) ?? 0
  if (degrees === 0) return { x1, y1, x2, y2 }
  const [cx, cy, angle] = [(x1 + x2) / 2, (y1 + y2) / 2, (degrees * Math.PI) / 180]
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const [w, h] = [((x2 - x1) * cos + (y2 - y1) * sin) / 2, ((x2 - x1) * sin + (y2 - y1) * cos) / 2]
  return { x1: cx - w, y1: cy - h, x2: cx + w, y2: cy + h }
}

function pointsOf(shape: XmlElement): [number, number][] {
  return (textOf(shape, '@points') ?? '').split(';').flatMap((pair) => {
    const [x, y] = pair.split(',').map(toNumber)
    return x === undefined || y === undefined ? [] : [[x, y] as [number, number]]
  })
}

function readTracks(annotations: XmlElement, file: string, source: ImportSource, builder: PlanBuilder) {
  const frames = framesOf(source)
  for (const track of children(annotations, 'track')) {
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
      if (found === undefined) {
        builder.rejected.add('frame of a video without a picture', `${where} frame ${frame}`)
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

/** Frames of a video as pictures: the last number of a name is that of the frame (`frame_000013.png`). */
function framesOf({ finder }: ImportSource): Map<number, Exclude<Found, { problem: string }>> {
  const frames = new Map<number, Exclude<Found, { problem: string }>>()
  for (const entry of finder.visible()) {
    const number = /(\d+)\.[^.]*$/.exec(entry.relativePath)?.[1]
    if (number !== undefined && !frames.has(Number(number)))
      frames.set(Number(number), { ...entry, how: 'exact' })
  }
  return frames
}
