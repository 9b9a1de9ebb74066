import { join, posix } from 'node:path'
import { toErrorInfo } from '../../../shared/result'
import { PlanBuilder } from '../planBuilder'
import { readFirstBytes } from '../readHead'
import { invalid, readBounded, readText } from '../readText'
import type { ImportSource, LabelFormat } from '../types'
import { decodeExample, type Feature } from './example'
import { readLabelMap } from './labelMap'
import { beginsWithRecord, HEADER_BYTES, readRecords } from './records'
import { tfRecordWriter } from './write'

/**
 * TFRecord of tf.train.Example with the keys of the TensorFlow object detection API. Pictures are found by
 * `image/filename`; those that only lie inside the records are not taken out of them.
 */
export const tfRecordFormat: LabelFormat = {
  name: 'tfrecord',
  label: 'TFRecord',
  async detect({ kind, folder, labelFiles }) {
    const files = labelFiles.filter((file) => ENDING.test(file))
    if (files.length > 0 && kind === 'file') return 0.95
    for (const file of files)
      if (beginsWithRecord(await readFirstBytes(join(folder, file), HEADER_BYTES))) return 0.95
    // Above that of a folder of pictures: damage is told.
    return files.length > 0 ? 0.2 : 0
  },
  async read(source, options) {
    const builder = new PlanBuilder('tfrecord')
    const files = source.labelFiles.filter((file) => ENDING.test(file))
    if (files.length === 0) throw invalid(posix.basename(source.folder), 'there is no TFRecord file in it.')
    const names = await readLabelMaps(source, builder)
    const failures: unknown[] = []
    for (const file of files) {
      options.signal?.throwIfAborted()
      try {
        const bytes = await readBounded(join(source.folder, file), file)
        if (bytes.length === 0)
          builder.rejected.add('label file that cannot be read', `${file}: there is no record in it.`)
        let number = 0
        for (const record of readRecords(bytes, file))
          readExample(record, `${file} record ${++number}`, file, names, source, builder)
      } catch (cause) {
        failures.push(cause)
        builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
      }
    }
    if (failures.length === files.length) throw failures[0]
    return builder.finish(options)
  },
  write: tfRecordWriter,
}

const ENDING = /\.(tfrecord|record)$/i

/** Classes by the ids that records give them. */
async function readLabelMaps(source: ImportSource, builder: PlanBuilder): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const file of source.labelFiles.filter((each) => /\.pbtxt$/i.test(each))) {
    let map: Map<number, string>
    try {
      map = readLabelMap(await readText(join(source.folder, file), file))
    } catch (cause) {
      builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
      continue
    }
    for (const [id, written] of map) {
      const name = builder.classes.add(written, file)
      if (!names.has(id)) names.set(id, name)
    }
  }
  return names
}

function readExample(
  record: Uint8Array,
  where: string,
  file: string,
  names: ReadonlyMap<number, string>,
  { finder }: ImportSource,
  builder: PlanBuilder,
) {
  let features: Record<string, Feature>
  try {
    features = decodeExample(record).features?.feature ?? {}
  } catch {
    builder.rejected.add('record that is no tf.train.Example', where)
    return
  }
  const feature = (key: string): Feature => (Object.hasOwn(features, key) ? features[key] : {})
  const texts = (key: string) =>
    (feature(key).bytesList?.value ?? []).map((bytes) => Buffer.from(bytes).toString('utf8'))
  const floats = (key: string) => feature(key).floatList?.value ?? []
  const integers = (key: string) => (feature(key).int64List?.value ?? []).map(Number)
  const [name] = texts('image/filename')
  const sides = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => floats(`image/object/bbox/${side}`))
  if (name === undefined || name === '') {
    builder.rejected.add('record without image/filename', where)
    return
  }
  const draft = builder.labelled(finder.find(name, file), where, name, sides[0].length)
  if (draft === undefined) return
  const classes = texts('image/object/class/text')
  const labels = integers('image/object/class/label')
  const [difficult, truncated, crowd] = ['difficult', 'truncated', 'is_crowd'].map((key) =>
    integers(`image/object/${key}`),
  )
  for (let i = 0; i < sides[0].length; i++) {
    const place = `${where} box ${i + 1}`
    const [x1, y1, x2, y2] = sides.map((values) => values[i])
    const written = classes[i] ?? names.get(labels[i])
    if (y1 === undefined || x2 === undefined || y2 === undefined)
      builder.refuse(draft, 'box without four numbers', place)
    else if (written === undefined) builder.refuse(draft, 'box without a class', place)
    else
      draft.boxes.push({
        className: builder.classes.add(written, place),
        x1,
        y1,
        x2,
        y2,
        ...(difficult[i] === 1 && { difficult: true }),
        ...(truncated[i] === 1 && { truncated: true }),
        ...(crowd[i] === 1 && { crowd: true }),
        isShare: true,
        where: place,
      })
  }
}
