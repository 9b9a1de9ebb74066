import { posix } from 'node:path'
import type { Entry, FoundPicture } from './finding/pictureFinder'
import { toNumber } from './json'
import type { PlanBuilder } from './planBuilder'
import { invalid } from './readText'
import type { ImportSource } from './types'
import { child, textOf, type XmlElement } from './xml'

/** The pictures of a video by the number of their frame; null where several have it. */
export type Frames = ReadonlyMap<number, FoundPicture | null>

interface Numbered {
  number: number
  folder: string
  entry: Entry
}

/**
 * A video's file names no pictures: the last number of a picture's name is that of its frame (`frame_000013.png`).
 * @param isOnlyFile no other label file can mean the same pictures
 * @throws StudioError `format-invalid` where it is open which pictures are meant
 */
export function framesOf(
  annotations: XmlElement,
  file: string,
  { finder }: ImportSource,
  isOnlyFile: boolean,
  builder: PlanBuilder,
): Frames {
  const numbered = finder.visible().flatMap((entry): Numbered[] => {
    const number = /(?<!\d)(\d+)\.[^.]*$/.exec(entry.relativePath)?.[1]
    const folder = `${entry.root}/${posix.dirname(entry.relativePath)}`
    return number === undefined ? [] : [{ number: Number(number), folder, entry }]
  })
  const chosen = choose(numbered, namesOf(annotations, file), file, isOnlyFile)
  const frames = new Map<number, FoundPicture | null>()
  for (const { number, entry } of chosen)
    frames.set(number, frames.has(number) ? null : { ...entry, how: 'exact' })
  builder.repaired.add('frames of a video matched by the number in the name of the picture', file)
  return fromZero(frames, annotations, file, builder)
}

/** What a folder of the frames may be called: like the file, the task or the video. */
function namesOf(annotations: XmlElement, file: string): Set<string> {
  const meta = child(annotations, 'meta')
  const task = child(meta, 'task')
  const written = [posix.basename(file), textOf(task, 'name'), textOf(task, 'source'), textOf(meta, 'source')]
  return new Set(
    written.flatMap((name) =>
      name === undefined ? [] : [folded(name), folded(name.replace(/\.[^.]*$/, ''))],
    ),
  )
}

const folded = (name: string) => name.normalize('NFC').toLowerCase()

function choose(
  numbered: readonly Numbered[],
  names: ReadonlySet<string>,
  file: string,
  isOnlyFile: boolean,
): readonly Numbered[] {
  const isNamed = ({ entry }: Numbered) =>
    posix
      .dirname(entry.relativePath)
      .split('/')
      .some((part) => names.has(folded(part)))
  const own = posix.dirname(file)
  const isNear = ({ entry }: Numbered) => own === '.' || entry.relativePath.startsWith(`${own}/`)
  const named = numbered.filter(isNamed)
  for (const some of [named, named.filter(isNear), numbered.filter(isNear), numbered])
    if (new Set(some.map(({ folder }) => folder)).size === 1) return some
  // Parts of one video, such as train and val.
  if (isOnlyFile && new Set(numbered.map(({ number }) => number)).size === numbered.length) return numbered
  throw invalid(
    file,
    'several folders have pictures with the numbers of its frames.',
    'Call the folder of its frames like this file, or choose that folder alone.',
  )
}

/** Other tools count the frames of a video from 1: beyond doubt only where there are as many as the video has. */
function fromZero(frames: Frames, annotations: XmlElement, file: string, builder: PlanBuilder): Frames {
  const meta = child(annotations, 'meta')
  const task = child(meta, 'task') ?? child(meta, 'job')
  const [start = 0, stop, size] = ['start_frame', 'stop_frame', 'size'].map((key) =>
    toNumber(textOf(task, key)),
  )
  if (start !== 0 || frames.has(0) || !frames.has(1)) return frames
  const isWhole = frames.size === size && frames.has(size) && (stop === undefined || stop === size - 1)
  if (!isWhole)
    throw invalid(
      file,
      'its frames are counted from 0, and the pictures from 1: which is which cannot be told.',
      'Number the pictures as CVAT does: the first frame is 0.',
    )
  builder.repaired.add('pictures counted from 1, frames of the video from 0: each is one further', file)
  return new Map([...frames].map(([number, picture]) => [number - 1, picture]))
}
