import { isYes, splitRotation, wordsOf } from './boxWords'
import type { CocoContent } from './coco'
import { type Corners, cornersAround, turnedBy } from './corners'
import type { Found, PictureFinder } from './finding/pictureFinder'
import { field, isObject, type JsonObject, toNumber } from './json'
import type { Draft, PlanBuilder } from './planBuilder'

/** Where an image id leads: to a picture, or to the reason why not. */
type ImageEntry = { draft: Draft; file: string } | { problem: 'missing' | 'ambiguous id' }

/** One COCO file on its way into a plan. Ids are compared as text: 1 and "1" are the same, words and UUIDs work. */
export class CocoFile {
  private readonly images = new Map<string, ImageEntry>()
  private readonly classes = new Map<string, string>()
  /** Names of its own categories, as they are written. */
  private readonly named = new Set<string>()

  constructor(
    private readonly file: string,
    private readonly content: CocoContent,
    private readonly finder: PictureFinder,
    private readonly builder: PlanBuilder,
  ) {}

  read(): void {
    for (const [index, category] of (this.content.categories ?? []).entries())
      this.readCategory(category, index)
    const isLabelled = (this.content.annotations?.length ?? 0) > 0
    for (const [index, image] of this.content.images.entries()) this.readImage(image, index, isLabelled)
    const ids = new Set<string>()
    for (const [index, annotation] of (this.content.annotations ?? []).entries())
      this.readAnnotation(annotation, index, ids)
  }

  private readCategory(category: unknown, index: number): void {
    const where = `${this.file} category ${index + 1}`
    const id = isObject(category) ? idOf(category, 'id') : undefined
    if (!isObject(category) || id === undefined) {
      this.builder.rejected.add('category without an id', where)
      return
    }
    const name = field(category, 'name')
    const written = typeof name === 'string' || typeof name === 'number' ? String(name) : ''
    if (this.classes.has(id))
      this.builder.repaired.add('duplicate category id: the first counts', `${where}: ${id}`)
    // The files of a split each list the same classes: only within one is that a repeat.
    else this.classes.set(id, this.builder.classes.add(written, where, this.named.has(written)))
    this.named.add(written)
  }

  private readImage(image: unknown, index: number, isLabelled: boolean): void {
    const id = isObject(image) ? idOf(image, 'id') : undefined
    const name = isObject(image) ? field(image, 'file_name') : undefined
    const where = `${this.file} image ${id ?? `no. ${index + 1}`}`
    if (!isObject(image) || typeof name !== 'string' || name === '') {
      this.builder.rejected.add('image entry with a missing key (file_name)', where)
      return
    }
    const found = this.finder.find(name, this.file)
    if ('problem' in found) {
      this.builder.rejected.add(NOT_FOUND[found.problem], `${where}: ${name}`)
      if (id !== undefined && !this.images.has(id)) this.images.set(id, { problem: 'missing' })
      return
    }
    const draft = this.builder.picture(found, where)
    draft.isLabelled ||= isLabelled
    draft.declared ??= declaredSize(image, where)
    if (id === undefined)
      this.builder.repaired.add('image entry without an id: taken in without boxes', `${where}: ${name}`)
    else this.enter(id, { draft, file: name }, where)
  }

  private enter(id: string, entry: { draft: Draft; file: string }, where: string): void {
    const known = this.images.get(id)
    if (known === undefined || ('problem' in known && known.problem === 'missing')) this.images.set(id, entry)
    else if ('draft' in known && known.draft === entry.draft) return
    else {
      // Whose boxes these are cannot be known: neither picture gets them.
      for (const either of [known, entry]) if ('draft' in either) either.draft.lostBoxes = true
      this.builder.repaired.add(
        'duplicate image id: pictures taken in without boxes',
        `${where}: ${entry.file}`,
      )
      this.images.set(id, { problem: 'ambiguous id' })
    }
  }

  private readAnnotation(annotation: unknown, index: number, ids: Set<string>): void {
    const id = isObject(annotation) ? idOf(annotation, 'id') : undefined
    const where = `${this.file} annotation ${id ?? `no. ${index + 1}`}`
    if (!isObject(annotation)) {
      this.builder.rejected.add('annotation that is no object', where)
      return
    }
    if (id !== undefined && ids.has(id)) this.builder.repaired.add('duplicate annotation id: all kept', where)
    if (id !== undefined) ids.add(id)
    const imageId = this.need(annotation, 'image_id', where)
    if (imageId === undefined) return
    const image = this.images.get(imageId)
    if (image === undefined || 'problem' in image) {
      const what = image === undefined ? 'box with an unknown image_id' : UNPLACED[image.problem]
      this.builder.rejected.add(what, `${where}: image_id ${imageId}`)
      return
    }
    const categoryId = this.need(annotation, 'category_id', where)
    const className = categoryId === undefined ? undefined : this.className(categoryId, where)
    const corners = className === undefined ? undefined : this.corners(annotation, where)
    if (className === undefined || corners === undefined) {
      image.draft.lostBoxes = true
      return
    }
    const crowd = isYes(field(annotation, 'iscrowd'))
    const { others } = splitRotation(field(annotation, 'attributes'))
    image.draft.boxes.push({
      className,
      ...corners,
      ...wordsOf(others),
      ...(crowd && { crowd }),
      where: `${where} (${image.file})`,
    })
  }

  /** An id that must be there; says so and answers undefined where it is not. */
  private need(annotation: JsonObject, key: string, where: string): string | undefined {
    const id = idOf(annotation, key)
    if (id === undefined)
      this.builder.rejected.add(
        `annotation with ${field(annotation, key) === null ? 'null as' : 'a missing key'} ${key}`,
        where,
      )
    return id
  }

  private className(id: string, where: string): string | undefined {
    const known = this.classes.get(id)
    if (known !== undefined) return known
    if (this.content.categories !== undefined) {
      this.builder.rejected.add('box with an unknown category_id', `${where}: category_id ${id}`)
      return undefined
    }
    this.builder.repaired.add('no categories in the file: class named after its id', `${where}: ${id}`)
    const name = this.builder.classes.add(id, where)
    this.classes.set(id, name)
    return name
  }

  private corners(annotation: JsonObject, where: string): Corners | undefined {
    const bbox = field(annotation, 'bbox')
    const polygons = field(annotation, 'segmentation')
    if (isNoBox(bbox) && Array.isArray(polygons)) {
      const corners = polygonCorners(polygons)
      if (corners) this.builder.repaired.add('no bbox: box taken from the polygon', where)
      else if (bbox === undefined)
        this.builder.rejected.add('neither bbox nor a polygon of three points', where)
      if (corners || bbox === undefined) return corners
    }
    if (!Array.isArray(bbox) || bbox.length !== 4) {
      const what =
        bbox === undefined
          ? 'annotation with a missing key bbox'
          : bbox === null
            ? 'null as bbox'
            : 'bbox is not four numbers'
      this.builder.rejected.add(what, where)
      return undefined
    }
    const [x, y] = [toNumber(bbox[0]), toNumber(bbox[1])]
    const [width, height] = [toNumber(bbox[2]), toNumber(bbox[3])]
    if (x === undefined || y === undefined || width === undefined || height === undefined) {
      this.builder.rejected.add(
        bbox.includes(null) ? 'null in bbox' : 'bbox holds what is not a number',
        where,
      )
      return undefined
    }
    const { degrees } = splitRotation(field(annotation, 'attributes'))
    if (degrees !== 0) this.builder.repaired.add('rotated box or polygon: the upright box around it', where)
    return turnedBy({ x1: x, y1: y, x2: x + width, y2: y + height }, degrees)
  }
}

/** What tools write for an outline whose box nobody worked out. */
const isNoBox = (bbox: unknown) =>
  bbox === undefined || bbox === null || (Array.isArray(bbox) && bbox.every((value) => value === 0))

const NOT_FOUND: Record<Extract<Found, { problem: string }>['problem'], string> = {
  missing: 'image file missing',
  ambiguous: 'ambiguous image name: it fits several files',
  outside: 'path outside the folder',
}

const UNPLACED = {
  missing: 'box on an image that was left out',
  'ambiguous id': 'box on a duplicate image id',
} as const

/** An id as text; null, lists and objects are none. */
function idOf(object: JsonObject, key: string): string | undefined {
  const id = field(object, key)
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined
}

/** The size a file states, where it states one: older tools leave 0 or nothing. */
function declaredSize(image: JsonObject, where: string): Draft['declared'] {
  const [width, height] = [field(image, 'width'), field(image, 'height')]
  if (width === undefined || width === null || height === undefined || height === null) return undefined
  return { width: toNumber(width) ?? 0, height: toNumber(height) ?? 0, where }
}

/** The upright rectangle around all polygons of a segmentation. */
function polygonCorners(polygons: readonly unknown[]): Corners | undefined {
  const points: [number, number][] = []
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length < 6) continue
    for (let i = 0; i + 1 < polygon.length; i += 2) {
      const [x, y] = [toNumber(polygon[i]), toNumber(polygon[i + 1])]
      if (x === undefined || y === undefined) return undefined
      points.push([x, y])
    }
  }
  return cornersAround(points)
}
