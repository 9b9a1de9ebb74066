import type { ImageRow, Split } from '../../shared/annotation/schema'
import type { SplitPreview, SplitRequest } from '../../shared/project/schema'
import { leakScore } from './leak'
import type { ProjectService } from './projectService'
import { planDeal } from './splitService'

type Parts = SplitPreview['before']

/** What a deal would do: sizes, classes and leaks before and after. Changes nothing. */
export async function previewSplit(
  project: ProjectService,
  request: Parameters<typeof SplitRequest.parse>[0],
): Promise<SplitPreview> {
  const { hashed, groups, splits, request: rule } = await planDeal(project, request)
  const before = ({ split }: ImageRow) => split
  const after = (image: ImageRow) => splits.get(image.id) ?? image.split
  const members = groups.map((places) => places.map((place) => hashed[place].image))
  const largest = members.reduce((a, b) => (b.length > a.length ? b : a))
  const splitById = new Map(hashed.map(({ image }) => [image.id, after(image)]))
  const classes = project
    .listClasses()
    .map(({ id, name }) => ({ classId: id, name, train: 0, val: 0, test: 0 }))
  const byId = new Map(classes.map((entry) => [entry.classId, entry]))
  for (const { classId, imageId } of project.listBoxes()) {
    const split = splitById.get(imageId)
    const entry = byId.get(classId)
    if (entry !== undefined && split) entry[split]++
  }
  return {
    pictures: hashed.length,
    groups: groups.length,
    largest: { pictures: largest.length, example: largest[0].path },
    before: partsOf(members, before),
    after: partsOf(members, after),
    classes,
    leakBefore: leakScore(hashed, before, rule.groupBy),
    leakAfter: leakScore(hashed, after, rule.groupBy),
    moved: hashed.filter(({ image }) => image.split !== null && after(image) !== image.split).length,
  }
}

function partsOf(groups: readonly ImageRow[][], splitOf: (image: ImageRow) => Split | null): Parts {
  const none = () => ({ pictures: 0, groups: 0, boxes: 0 })
  const parts: Parts = { train: none(), val: none(), test: none() }
  for (const group of groups) {
    const seen = new Set<Split>()
    for (const image of group) {
      const split = splitOf(image)
      if (split === null) continue
      parts[split].pictures++
      parts[split].boxes += image.numBoxes
      seen.add(split)
    }
    for (const split of seen) parts[split].groups++
  }
  return parts
}
