import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImageRecord } from '../../shared/annotation/schema'
import type { ImportImage } from '../formats/types'
import type { ProjectService } from './projectService'

export interface KnownImage {
  record: ImageRecord
  /** Its file is gone from where it was: the one that was found now takes its place. */
  isMoved: boolean
}

/** The pictures that a project has, found again by their file or by content and name. */
export class KnownImages {
  private readonly byFile = new Map<string, ImageRecord>()
  private readonly byContent = new Map<string, ImageRecord[]>()
  private readonly files = new Map<string, string>()
  private readonly claimed = new Set<string>()

  constructor(project: ProjectService) {
    const folders = new Map(
      project.listRoots().flatMap(({ id, folder, granted }) => (granted ? [[id, folder] as const] : [])),
    )
    for (const { state: _state, numBoxes: _numBoxes, classIds: _classIds, ...record } of project.listImages(
      'all',
    )) {
      const folder = folders.get(record.rootId)
      if (folder !== undefined) {
        const file = join(folder, record.path)
        this.byFile.set(file, record)
        this.files.set(record.id, file)
      }
      if (record.contentHash === '') continue
      const key = contentKey(record.contentHash, record.path)
      const same = this.byContent.get(key)
      if (same === undefined) this.byContent.set(key, [record])
      else same.push(record)
    }
  }

  /** Pictures at their old place come first: a copy of one elsewhere must not take its record. */
  claimByPath(images: readonly ImportImage[]): void {
    for (const { path } of images) {
      const record = this.byFile.get(path)
      if (record !== undefined) this.claimed.add(record.id)
    }
  }

  match({ path, relativePath, contentHash }: ImportImage): KnownImage | undefined {
    const atPlace = this.byFile.get(path)
    if (atPlace !== undefined) return { record: atPlace, isMoved: false }
    const same = this.byContent.get(contentKey(contentHash, relativePath)) ?? []
    const record = closest(
      same.filter(({ id }) => !this.claimed.has(id)),
      relativePath,
    )
    if (record === undefined) return undefined
    this.claimed.add(record.id)
    const file = this.files.get(record.id)
    return { record, isMoved: file === undefined || !existsSync(file) }
  }
}

const contentKey = (hash: string, path: string): string => `${hash} ${basename(path).normalize('NFC')}`

/** Of pictures with the same content and name, the one whose folders fit best from the end. */
function closest(records: readonly ImageRecord[], path: string): ImageRecord | undefined {
  const shared = (other: string) => {
    const left = other.split('/').reverse()
    const right = path.split('/').reverse()
    const end = left.findIndex((part, i) => part !== right[i])
    return end === -1 ? left.length : end
  }
  let best: ImageRecord | undefined
  for (const record of records) {
    if (best === undefined || shared(record.path) > shared(best.path)) best = record
  }
  return best
}
