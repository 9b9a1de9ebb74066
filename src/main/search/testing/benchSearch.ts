/**
 * How long a search takes: a generated project in real SQLite with `--pictures` (100,000) and `--boxes` (1,000,000), seeded
 * (`--seed`, 1). Prints one JSON line: ms to read the index, the median ms of each search over ten runs, and how many times
 * faster the typical one is than the same question put to SQLite in this process.
 */
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord, ImageRecord } from '../../../shared/annotation/schema'
import { type ImageId, newId } from '../../../shared/ids'
import { createRandom } from '../../../shared/random'
import { createTestProject, testBox } from '../../project/testing/testProject'
import { DATABASE_NAME, openForReading } from '../../store/sqlite/open'
import { findPictures } from '../findPictures'

const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(process.argv[at + 1])
}
const given = {
  pictures: option('pictures', 100_000),
  boxes: option('boxes', 1_000_000),
  seed: option('seed', 1),
}
const random = createRandom(given.seed)
const ROUNDS = 10

const made = await createTestProject(1, 20)
const { project, classes, folder } = made
const [pattern] = made.images as [ImageRecord]
const images = Array.from(
  { length: given.pictures },
  (_, i): ImageRecord => ({
    ...pattern,
    id: newId<ImageId>(),
    path: `folder${i % 100}/img_${i}.jpg`,
    width: 4000,
    height: 3000,
    reviewed: i % 3 === 0,
    split: i % 4 === 0 ? 'val' : 'train',
    flags: i % 50 === 0 ? ['blurry'] : [],
  }),
)
const empty = { label: 'fill', roots: [], classes: [], newImages: [], changedImages: [], boxes: [] }
project.applyBulk({ ...empty, newImages: images })
for (let done = 0; done < given.boxes; ) {
  const boxes: BoxRecord[] = []
  for (; boxes.length < 100_000 && done < given.boxes; done++) {
    const [x1, y1] = [random.next() * 3000, random.next() * 2000]
    const [w, h] = [4 + random.next() ** 3 * 900, 4 + random.next() ** 3 * 900]
    const image = images[Math.floor(random.next() * images.length)] as ImageRecord
    const record = classes[Math.floor(random.next() ** 2 * classes.length)] as (typeof classes)[number]
    boxes.push(testBox(image, record, { x1, y1, x2: x1 + w, y2: y1 + h }))
  }
  project.applyBulk({ ...empty, boxes })
}

const searches = [
  'state:open',
  'state:open class:"class 3"',
  'class:"class 0">2',
  'box(class:"class 1" size<32px)>1',
  'size<1%',
  'flag:blurry or note:ada',
  'path:folder7/*9.jpg',
  '-(class:"class 2" or class:"class 5") boxes>8 split:val',
]
const find = (query: string, by = 'path') =>
  findPictures(project, { query, sort: { by, descending: by !== 'path' }, runId: null, includeTest: false })
const clock = async (work: () => unknown) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number
const round = (value: number) => Math.round(value * 10) / 10

const index = round(await clock(() => find('state:open')))
const ms: Record<string, number> = {}
const found: Record<string, number> = {}
for (const query of searches) {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) times.push(await clock(() => find(query)))
  ms[query] = round(median(times))
  found[query] = (await find(query)).ids.length
}
ms['sorted by boxes'] = round(await clock(() => find('', 'boxes')))
const edited = testBox(images[0] as ImageRecord, classes[0] as (typeof classes)[number])
project.commit(createEdit({ label: 'Draw', boxes: { added: [edited] } }), 'do')
ms['after an edit'] = round(await clock(() => find('state:open')))

const database = openForReading(`${folder}/${DATABASE_NAME}`)
const sql = `SELECT id FROM images WHERE reviewed = 0 AND EXISTS (
  SELECT 1 FROM boxes WHERE image_id = images.id AND class_id = ?)`
const inSql: number[] = []
for (let i = 0; i < 3; i++)
  inSql.push(await clock(() => database.all(sql, [(classes[3] as { id: string }).id])))
database.close()
const sqlMs = round(median(inSql))
const ratio = round(sqlMs / (ms['state:open class:"class 3"'] as number))
const megabytes = Math.round(process.memoryUsage().rss / 1e6)
console.log(JSON.stringify({ ...given, indexMs: index, ms, found, sqlMs, ratio, megabytes }))
await made.remove()
