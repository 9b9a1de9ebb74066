import { relative, sep } from 'node:path'
import { sameRecord } from '../../shared/annotation/edit'
import type { BoxRecord, ClassRecord, ImageRecord, Split } from '../../shared/annotation/schema'
import { untouchedImage } from '../../shared/annotation/untouchedImage'
import { type BoxId, type ClassId, type ImageId, newId, newIds, type RootId } from '../../shared/ids'
import { limits } from '../../shared/limits'
import type { ImportReport } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import { Notes } from '../formats/notes'
import type { ImportBox, ImportImage, ImportPlan } from '../formats/types'
import { isInside } from '../fs/confine'
import type { BulkChange, RootRow } from '../store/projectStore'
import { nextClass } from './classes'
import { KnownImages } from './knownImages'
import type { ProjectService } from './projectService'
import { type ResolvedRoot, storedRootPath } from './roots'
import { sourceSplits } from './sourceSplits'

export interface MergedPlan {
  change: BulkChange
  report: ImportReport
  /** Folders outside the project that pictures come from. */
  folders: string[]
}

/**
 * Holds a plan against what the project has: pictures that it knows are updated, boxes that it has (same class, same
 * place) stay single, classes are found by name. Taking in the same source twice changes nothing the second time. Throws
 * `format-invalid` where the project would have more classes than one may.
 */
export function mergePlan(
  project: ProjectService,
  plan: ImportPlan,
  splits: ReadonlyMap<ImportImage, Split>,
  now: number,
): MergedPlan {
  const merge = new PlanMerge(project, plan, now)
  merge.requireRoom(plan.classes)
  for (const name of plan.classes) merge.classOf(name)
  merge.known.claimByPath(plan.images)
  const own = sourceSplits(plan)
  for (const image of plan.images) merge.take(image, splits.get(image) ?? null, own.get(image) ?? null)
  return merge.finish(plan)
}

class PlanMerge {
  readonly known: KnownImages
  private readonly joined = new Notes()
  private readonly tooMany = new Notes()
  private readonly classes: Map<string, ClassRecord>
  private readonly boxesByImage = new Map<ImageId, BoxRecord[]>()
  /** Boxes of this import. */
  private readonly ownBoxes = new Set<BoxRecord>()
  private readonly boxesAdded = new Map<ClassId, number>()
  private readonly roots: readonly ResolvedRoot[]
  private readonly newRoots = new Map<string, RootRow>()
  private readonly change: BulkChange
  /** One for each row that may come in; the lowest, at the end, is taken first. */
  private readonly imageIds: ImageId[]
  private readonly boxIds: BoxId[]

  constructor(
    private readonly project: ProjectService,
    { images }: ImportPlan,
    private readonly now: number,
  ) {
    this.imageIds = newIds<ImageId>(images.length).reverse()
    this.boxIds = newIds<BoxId>(images.reduce((sum, { boxes }) => sum + boxes.length, 0)).reverse()
    this.known = new KnownImages(project)
    this.roots = project.listRoots().filter(({ granted }) => granted)
    this.classes = new Map(project.listClasses().map((record) => [classKey(record.name), record]))
    for (const box of project.listBoxes('all')) {
      const boxes = this.boxesByImage.get(box.imageId)
      if (boxes === undefined) this.boxesByImage.set(box.imageId, [box])
      else boxes.push(box)
    }
    this.change = { label: 'Import', roots: [], classes: [], newImages: [], changedImages: [], boxes: [] }
  }

  requireRoom(names: readonly string[]): void {
    const numClasses = new Set([...this.classes.keys(), ...names.map(classKey)]).size
    if (numClasses > limits.maxClasses)
      throw new StudioError(
        'format-invalid',
        `The project would have ${numClasses} classes; ${limits.maxClasses} are the most.`,
        'Leave classes out, or join them in the file first.',
      )
  }

  classOf(name: string): ClassRecord {
    const key = classKey(name)
    const known = this.classes.get(key)
    if (known !== undefined) return known
    const record = nextClass(name, this.classes.values())
    this.classes.set(key, record)
    this.change.classes.push(record)
    return record
  }

  /** @param split the person's; what the source says itself never moves a picture that has its part already */
  take(image: ImportImage, split: Split | null, ownSplit: Split | null): void {
    const known = this.known.match(image)
    const before = known?.record ?? this.newImage(image)
    const numBoxes = (this.boxesByImage.get(before.id)?.length ?? 0) + image.boxes.length
    const after: ImageRecord = {
      ...before,
      ...(known?.isMoved === true ? this.placeOf(image) : {}),
      width: image.width,
      height: image.height,
      bytes: image.fileBytes,
      contentHash: image.contentHash,
      modifiedAt: image.modifiedAt,
      reviewed: before.reviewed || (image.reviewedEmpty === true && numBoxes === 0),
      split: split ?? before.split ?? ownSplit,
      problem: null,
    }
    if (known === undefined) this.change.newImages.push(after)
    else {
      this.noteKnown(before, image)
      if (!sameRecord(after, before)) this.change.changedImages.push(after)
    }
    for (const box of image.boxes) this.takeBox(box, after, image)
  }

  finish(plan: ImportPlan): MergedPlan {
    this.change.roots.push(...this.newRoots.values())
    const folders = new Set(plan.images.map(({ root }) => root))
    return {
      change: { ...this.change, label: `Import ${plan.images.length} pictures (${plan.format})` },
      folders: [...folders].filter((folder) => this.newRoots.get(folder)?.path === folder),
      report: {
        format: plan.format,
        images: plan.images.length,
        boxes: this.change.boxes.length,
        classes: plan.classes.map((name) => ({
          name,
          boxes: this.boxesAdded.get(this.classOf(name).id) ?? 0,
        })),
        repaired: [...plan.repaired, ...this.joined.toList()],
        rejected: [...plan.rejected, ...this.tooMany.toList()],
      },
    }
  }

  private noteKnown(before: ImageRecord, image: ImportImage): void {
    const what = before.takenOut
      ? 'picture was taken out of the project: it stays out'
      : 'picture known already: joined'
    this.joined.add(what, image.relativePath)
    if (before.width !== 0 && (before.width !== image.width || before.height !== image.height))
      this.joined.add('picture has another size than before: its older boxes may be off', image.relativePath)
  }

  private takeBox({ className, ...box }: ImportBox, image: ImageRecord, source: ImportImage): void {
    const classId = this.classOf(className).id
    const boxes = this.boxesByImage.get(image.id) ?? []
    this.boxesByImage.set(image.id, boxes)
    const twin = boxes.find((other) => other.classId === classId && isSamePlace(other, box))
    if (twin !== undefined) {
      // The reader has named those of one source that are the same to the last digit.
      if (!this.ownBoxes.has(twin) || !isSamePlace(twin, box, 0))
        this.joined.add('box known already: kept once', source.relativePath)
      return
    }
    if (boxes.length >= limits.maxBoxesPerImage) {
      this.tooMany.add(`more than ${limits.maxBoxesPerImage} boxes on one picture`, source.relativePath)
      return
    }
    const record: BoxRecord = {
      id: this.boxIds.pop() ?? newId<BoxId>(),
      imageId: image.id,
      classId,
      x1: box.x1,
      y1: box.y1,
      x2: box.x2,
      y2: box.y2,
      difficult: box.difficult ?? false,
      occluded: box.occluded ?? false,
      truncated: box.truncated ?? false,
      crowd: box.crowd ?? false,
      source: 'imported',
      runId: null,
      reviewedAt: null,
      attributes: box.attributes ?? [],
      createdAt: this.now,
    }
    boxes.push(record)
    this.ownBoxes.add(record)
    this.change.boxes.push(record)
    this.boxesAdded.set(classId, (this.boxesAdded.get(classId) ?? 0) + 1)
  }

  private newImage(image: ImportImage): ImageRecord {
    return {
      id: this.imageIds.pop() ?? newId<ImageId>(),
      ...this.placeOf(image),
      width: 0,
      height: 0,
      bytes: 0,
      contentHash: '',
      ...untouchedImage,
    }
  }

  /**
   * A root of the project that holds the file, else a new one. What lies in the project's own folder is none of a root
   * around it: a look through that root passes the project's folder over.
   */
  private placeOf({ root, relativePath, path: file }: ImportImage): { rootId: RootId; path: string } {
    const own = this.project.folder
    const holder = this.roots.find(
      ({ folder }) => isInside(folder, file) && (isInside(own, folder) || !isInside(own, file)),
    )
    if (holder !== undefined)
      return { rootId: holder.id, path: relative(holder.folder, file).split(sep).join('/') }
    let row = this.newRoots.get(root)
    if (row === undefined) {
      row = { id: newId<RootId>(), path: storedRootPath(this.project.folder, root) }
      this.newRoots.set(root, row)
    }
    return { rootId: row.id, path: relativePath }
  }
}

const classKey = (name: string): string => name.trim().normalize('NFC')

/** Under a hundredth of a pixel is the rounding of a label file. */
const SAME_PX = 0.01

function isSamePlace(a: ImportPlace, b: ImportPlace, most = SAME_PX): boolean {
  return (['x1', 'y1', 'x2', 'y2'] as const).every((side) => Math.abs(a[side] - b[side]) <= most)
}
type ImportPlace = Pick<ImportBox, 'x1' | 'y1' | 'x2' | 'y2'>
