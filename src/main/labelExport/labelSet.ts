import { posix } from 'node:path'
import type { BoxRecord, ImageRow } from '../../shared/annotation/schema'
import type { LabelExportRequest } from '../../shared/labelExport/schema'
import { Notes } from '../formats/notes'
import type { ExportImage, ImportBox, LabelSet } from '../formats/types'
import { confineSync } from '../fs/confine'
import type { ProjectReader } from '../project/projectReader'

export interface GatheredLabels {
  set: LabelSet
  /** What was left out or renamed. */
  notes: Notes
}

/** What a project says, as the formats write it: pictures of the chosen part in natural order, classes in their order. */
export function gatherLabels(project: ProjectReader, request: LabelExportRequest): GatheredLabels {
  const notes = new Notes()
  const classes = [...project.listClasses()].sort((a, b) => a.order - b.order)
  const classNames = new Map(classes.map(({ id, name }) => [id, name]))
  const boxes = new Map<string, BoxRecord[]>()
  for (const box of project.listBoxes()) {
    const list = boxes.get(box.imageId)
    if (list === undefined) boxes.set(box.imageId, [box])
    else list.push(box)
  }
  const folders = new Map(project.listRoots().map((root) => [root.id, root]))
  const names = new PictureNames(notes)
  const images: ExportImage[] = []
  const wanted = project
    .listImages()
    .filter((row) => (request.split === null || row.split === request.split) && isWanted(row, request, notes))
  const shared = sharedFolder(wanted)
  for (const row of wanted) {
    const root = folders.get(row.rootId)
    images.push({
      name: names.take(row.path.slice(shared), posix.basename((root?.folder ?? '').replaceAll('\\', '/'))),
      path: root?.granted === true ? placeOf(root.folder, row.path) : null,
      width: row.width,
      height: row.height,
      boxes: (boxes.get(row.id) ?? []).map((box) => plainBox(box, classNames.get(box.classId) ?? '')),
      isLabelled: row.state !== 'unlabelled',
      split: row.split,
    })
  }
  return { set: { classes: classes.map(({ name }) => name), images, embed: false }, notes }
}

/** Where a picture's file lies; null where its path leads out of the folder: a project is data, not permission. */
function placeOf(folder: string, path: string): string | null {
  try {
    return confineSync(folder, path)
  } catch {
    return null
  }
}

/** Length of the folders that all pictures share: `images/a.jpg` and `images/b.jpg` are exported as `a.jpg` and `b.jpg`. */
function sharedFolder(rows: readonly ImageRow[]): number {
  const [first] = rows
  if (first === undefined) return 0
  let folder = first.path.slice(0, first.path.lastIndexOf('/') + 1)
  while (folder !== '' && !rows.every(({ path }) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  return folder.length
}

function isWanted(row: ImageRow, { unlabelled }: LabelExportRequest, notes: Notes): boolean {
  if (row.state === 'unlabelled' && !unlabelled) {
    notes.add('picture without labels: left out', row.path)
    return false
  }
  if (row.width > 0 && row.height > 0) return true
  notes.add('picture whose size is not known: left out', row.path)
  return false
}

function plainBox({ x1, y1, x2, y2, ...box }: BoxRecord, className: string): ImportBox {
  return {
    className,
    x1,
    y1,
    x2,
    y2,
    ...(box.difficult && { difficult: true }),
    ...(box.truncated && { truncated: true }),
    ...(box.occluded && { occluded: true }),
    ...(box.crowd && { crowd: true }),
    ...(box.attributes.length > 0 && { attributes: box.attributes }),
  }
}

/** Names that stay apart without their endings too, on any file system: `a.jpg` and `A.png` would share `a.txt`. */
class PictureNames {
  private readonly taken = new Set<string>()

  constructor(private readonly notes: Notes) {}

  take(path: string, rootName: string): string {
    for (let number = 1; ; number++) {
      const name = this.candidate(path, rootName, number)
      const key = name
        .slice(0, name.length - posix.extname(name).length)
        .normalize('NFC')
        .toLowerCase()
      if (this.taken.has(key)) continue
      this.taken.add(key)
      if (name !== path) this.notes.add('picture renamed: another one has its name', `${path} is ${name}`)
      return name
    }
  }

  private candidate(path: string, rootName: string, number: number): string {
    if (number === 1) return path
    if (number === 2 && rootName !== '') return `${rootName}/${path}`
    const ending = posix.extname(path)
    return `${path.slice(0, path.length - ending.length)}-${number}${ending}`
  }
}
