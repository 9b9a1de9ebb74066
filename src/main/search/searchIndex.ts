import { touchedImages } from '../../shared/annotation/edit'
import type { Attributes, BoxRecord, ClassRecord } from '../../shared/annotation/schema'
import type { ClassId, ImageId } from '../../shared/ids'
import { boxBits } from '../../shared/search/facts'
import type { BoxSlice } from '../store/projectStore'
import { turn } from '../timing/turn'
import { type PackedRegion, PackedRegions } from './packedRegions'
import { type PictureColumns, pictureColumns, writePicture } from './pictureColumns'
import type { SearchProject } from './searchProject'

/** Pictures and labels of a project in columns, as of a revision. */
export interface SearchIndex {
  pictures: PictureColumns
  boxes: PackedRegions
  classes: readonly ClassRecord[]
  classIndex: ReadonlyMap<ClassId, number>
  revision: number
  dataVersion: number
}

const kept = new WeakMap<SearchProject, Promise<SearchIndex>>()

/** The index as the project is now: from the last call where nothing changed, mended where something was edited. */
export function searchIndex(project: SearchProject): Promise<SearchIndex> {
  const last = kept.get(project)
  const next = (async () => {
    const known = await last?.catch(() => undefined)
    return known !== undefined && catchUp(project, known) ? known : await build(project)
  })()
  kept.set(project, next)
  return next
}

/** More pictures than this changed at once: reading them one by one would take longer than all of them. */
const MOST_TOUCHED = 5000

async function build(project: SearchProject): Promise<SearchIndex> {
  for (;;) {
    const { revision, classes } = project.summary()
    const { dataVersion } = project
    const pictures = pictureColumns(project.listImages('all'))
    const classIndex = new Map(classes.map(({ id }, index) => [id, index]))
    const boxes = await packAll(project, pictures, classIndex)
    const index = { pictures, boxes, classes, classIndex, revision, dataVersion }
    // The person may have gone on working while the boxes were read.
    if (catchUp(project, index)) return index
  }
}

/** Reads every box in slices, with a turn for other work after each. */
async function packAll(
  project: SearchProject,
  { places, ids }: PictureColumns,
  classIndex: ReadonlyMap<ClassId, number>,
): Promise<PackedRegions> {
  const slices: { picture: Uint32Array; regions: PackedRegions }[] = []
  const counts = new Uint32Array(ids.length)
  for (let after = 0; ; ) {
    const slice = project.boxSlice(after)
    if (slice === null) break
    // Packed at once: as objects a million boxes would take hundreds of megabytes.
    const picture = new Uint32Array(slice.boxes.length)
    const regions = new PackedRegions(1, false)
    regions.set(
      0,
      slice.boxes.map((box, i) => {
        const place = places.get(box[0]) ?? 0
        picture[i] = place
        counts[place] = (counts[place] as number) + 1
        return fromSlice(box, classIndex)
      }),
    )
    slices.push({ picture, regions })
    after = slice.last
    await turn()
  }
  const boxes = new PackedRegions(ids.length, false)
  boxes.reserve(counts)
  for (const { picture, regions } of slices) {
    for (let i = 0; i < picture.length; i++) {
      boxes.fill(picture[i] as number, {
        classIndex: regions.classOf[i] as number,
        width: regions.width[i] as number,
        height: regions.height[i] as number,
        bits: regions.bits[i] as number,
        score: null,
        attributes: regions.attributes.get(i) ?? null,
      })
    }
  }
  return boxes
}

const sourceBits = [0, boxBits.imported, boxBits.accepted] as const

function fromSlice(box: BoxSlice['boxes'][number], classIndex: ReadonlyMap<ClassId, number>): PackedRegion {
  const [, classId, width, height, bits, source, attributes] = box
  return {
    classIndex: classIndex.get(classId) ?? 0,
    width,
    height,
    bits: bits | sourceBits[source],
    score: null,
    attributes: attributes === null ? null : (JSON.parse(attributes) as Attributes),
  }
}

function fromBox(box: BoxRecord, classIndex: ReadonlyMap<ClassId, number>): PackedRegion {
  const { difficult, occluded, truncated, crowd } = boxBits
  return {
    classIndex: classIndex.get(box.classId) ?? 0,
    width: box.x2 - box.x1,
    height: box.y2 - box.y1,
    bits:
      (box.difficult ? difficult : 0) |
      (box.occluded ? occluded : 0) |
      (box.truncated ? truncated : 0) |
      (box.crowd ? crowd : 0) |
      sourceBits[box.source === 'drawn' ? 0 : box.source === 'imported' ? 1 : 2],
    score: null,
    attributes: box.attributes.length === 0 ? null : box.attributes,
  }
}

/** Takes edits into an index; false where more than that happened and it has to be built anew. */
function catchUp(project: SearchProject, index: SearchIndex): boolean {
  if (index.dataVersion !== project.dataVersion) return false
  const { revision, classes } = project.summary()
  if (revision === index.revision) return true
  const edits = project.editsSince(index.revision)
  if (edits === null) return false
  const touched = new Set<ImageId>()
  for (const edit of edits) {
    // Renaming leaves the indices as they are; more or fewer classes do not.
    if (edit.classes.removed.length + edit.classes.added.length > 0) return false
    for (const imageId of touchedImages(edit)) touched.add(imageId)
  }
  if (touched.size > MOST_TOUCHED) return false
  const isKept = classes.every(({ id }) => index.classIndex.has(id))
  if (!isKept) return false
  // A move in the list changes the order of the names: they go by the index that the columns know.
  index.classes = [...classes].sort((a, b) => placeOf(index, a) - placeOf(index, b))
  for (const imageId of touched) {
    const picture = index.pictures.places.get(imageId)
    if (picture === undefined) return false
    const { image, boxes } = project.readImage(imageId)
    writePicture(index.pictures, picture, image)
    index.boxes.set(
      picture,
      boxes.map((box) => fromBox(box, index.classIndex)),
    )
  }
  index.revision = revision
  return !index.boxes.isWorn
}

const placeOf = (index: SearchIndex, { id }: ClassRecord) => index.classIndex.get(id) ?? 0
