import { PictureFinder } from '../formats/finding/pictureFinder'
import { openLabels } from '../formats/source'
import type { FormatWriter, ImportBox, ImportPlan, LabelFormat, LabelSet } from '../formats/types'

/** Formats round to a thousandth of a pixel; shares and float32 add a little. */
const SAME_PX = 0.01
const MAX_DIFFERENCES = 20

/**
 * Reads an export with the reader of its own format and says in what it differs from what was meant; none: the same
 * pictures, classes, boxes and flags, as far as the format carries them. The pictures need not lie beside the labels.
 */
export async function differencesOf(
  folder: string,
  format: LabelFormat & { write: FormatWriter },
  set: LabelSet,
  signal?: AbortSignal,
): Promise<string[]> {
  const facts = new Map(set.images.map((image) => [format.write.placeOf(image), image]))
  const finder = new PictureFinder([...facts.keys()].map((relativePath) => ({ root: folder, relativePath })))
  const plan = await format.read(await openLabels(folder, finder), {
    ...(signal !== undefined && { signal }),
    look: async ({ relativePath }) => {
      const { width, height } = facts.get(relativePath) ?? { width: 0, height: 0 }
      const rest = {
        orientation: 1,
        fileBytes: 0,
        contentHash: relativePath,
        modifiedAt: null,
        problem: null,
      } as const
      return { width, height, ...rest }
    },
  })
  return compare(plan, format.write, set).slice(0, MAX_DIFFERENCES)
}

function compare(plan: ImportPlan, writer: FormatWriter, set: LabelSet): string[] {
  const differences = plan.rejected.map(
    ({ what, count, examples }) => `refused: ${what}, ${count} times (${examples[0]})`,
  )
  const read = new Map(plan.images.map((image) => [image.relativePath, image]))
  if (writer.keepsClasses && JSON.stringify(plan.classes) !== JSON.stringify(set.classes))
    differences.push(`classes: ${plan.classes.join(', ')} instead of ${set.classes.join(', ')}`)
  for (const image of set.images) {
    const found = read.get(writer.placeOf(image))
    if (found === undefined) {
      if (image.isLabelled) differences.push(`${image.name}: not in the export`)
      continue
    }
    if (found.boxes.length !== image.boxes.length)
      differences.push(`${image.name}: ${found.boxes.length} boxes instead of ${image.boxes.length}`)
    else if (
      image.isLabelled &&
      image.boxes.length === 0 &&
      found.reviewedEmpty !== true &&
      set.images.some(({ boxes }) => boxes.length > 0)
    )
      differences.push(`${image.name}: no longer known to be empty`)
    else differences.push(...compareBoxes(image.name, found.boxes, image.boxes, writer))
  }
  const expected = new Set(set.images.map(writer.placeOf))
  for (const place of read.keys())
    if (!expected.has(place)) differences.push(`${place}: not meant to be there`)
  return differences
}

/** Every format keeps the order of boxes. */
function compareBoxes(
  name: string,
  read: readonly ImportBox[],
  meant: readonly ImportBox[],
  writer: FormatWriter,
): string[] {
  return meant.flatMap((box, index) => {
    const other = read[index]
    const where = `${name} box ${index + 1}`
    if (other.className.trim() !== box.className.trim())
      return [`${where}: class ${other.className} instead of ${box.className}`]
    const off = (['x1', 'y1', 'x2', 'y2'] as const).find(
      (side) => !(Math.abs(other[side] - box[side]) <= SAME_PX),
    )
    if (off !== undefined) return [`${where}: ${off} is ${other[off]} instead of ${box[off]}`]
    const lost = writer.carries.find(
      (key) => JSON.stringify(other[key] ?? false) !== JSON.stringify(box[key] ?? false),
    )
    return lost === undefined
      ? []
      : [`${where}: ${lost} is ${JSON.stringify(other[lost])} instead of ${JSON.stringify(box[lost])}`]
  })
}
