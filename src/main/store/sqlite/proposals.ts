import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { ClassId, ImageId, ProposalId } from '../../../shared/ids'
import type { Ground } from '../../../shared/proposals/rules'
import type { Proposal, ProposalMark, ProposalSource } from '../../../shared/proposals/schema'
import { stale } from '../editRules'
import type { Database, SqlRow } from './database'
import { NOT_OUT } from './images'
import { cornerColumns, cornersOf, cornerValues, insertSql, type Table } from './records'

export const proposalTable: Table<Proposal> = {
  name: 'proposals',
  columns: ['id', 'image_id', 'class_id', ...cornerColumns, 'score', 'source', 'state', 'created_at'],
  toValues: (p) => [p.id, p.imageId, p.classId, ...cornerValues(p), p.score, p.source, p.state, p.createdAt],
  fromRow: (row: SqlRow) => ({
    id: row.id as ProposalId,
    imageId: row.image_id as ImageId,
    classId: row.class_id as ClassId,
    ...cornersOf(row),
    score: row.score as number,
    source: row.source as ProposalSource,
    state: row.state as Proposal['state'],
    createdAt: row.created_at as number,
  }),
}

export function proposalsOn(database: Database, imageId: ImageId): Proposal[] {
  return database
    .all('SELECT * FROM proposals WHERE image_id = ? ORDER BY score DESC, id', [imageId])
    .map(proposalTable.fromRow)
}

export function openProposals(database: Database): Proposal[] {
  return database
    .all(
      `SELECT * FROM proposals WHERE state = 'open' AND image_id ${NOT_OUT} ORDER BY image_id, score DESC, id`,
    )
    .map(proposalTable.fromRow)
}

/** What is on the pictures that open proposals lie on, in two sweeps: there may be thousands of them. */
export function proposalGrounds(database: Database): Map<ImageId, Ground> {
  const some = `SELECT image_id FROM proposals WHERE state = 'open' AND image_id ${NOT_OUT}`
  const grounds = new Map<ImageId, { boxes: BoxXyxyPx[]; reviewed: boolean }>()
  for (const { id, reviewed } of database.all<{ id: ImageId; reviewed: number }>(
    `SELECT id, reviewed FROM images WHERE id IN (${some})`,
  )) {
    grounds.set(id, { boxes: [], reviewed: reviewed === 1 })
  }
  for (const { imageId, ...box } of database.all<BoxXyxyPx & { imageId: ImageId }>(
    `SELECT image_id AS imageId, x1, y1, x2, y2 FROM boxes WHERE image_id IN (${some})`,
  )) {
    grounds.get(imageId)?.boxes.push(box)
  }
  return grounds
}

/** Runs of a project answer the same question, the newer one better: its round takes the place of any other's. */
export function replaceProposals(
  database: Database,
  source: ProposalSource,
  imageIds: readonly ImageId[],
  proposals: readonly Proposal[],
): void {
  database.transaction(() => {
    const remove = database.prepare(
      `DELETE FROM proposals WHERE image_id = ? AND state = 'open' AND (source = 'coco') = ?`,
    )
    for (const imageId of imageIds) remove.run([imageId, source === 'coco' ? 1 : 0])
    const insert = database.prepare(insertSql(proposalTable))
    for (const proposal of proposals) insert.run(proposalTable.toValues(proposal))
  })
}

/**
 * Writes down what was said of proposals. One that has gone (a new round took its place, or its class went and came
 * back) needs no state any more; one that is not as the edit expects it makes the edit stale.
 */
export function judgeProposals(
  database: Database,
  changes: readonly (readonly [ProposalMark, ProposalMark])[],
): void {
  if (changes.length === 0) return
  const select = database.prepare('SELECT state FROM proposals WHERE id = ?')
  const update = database.prepare('UPDATE proposals SET state = ? WHERE id = ?')
  for (const [before, after] of changes) {
    const row = select.get<{ state: string }>([before.id])
    if (row === undefined) continue
    if (row.state !== before.state) throw stale('a proposal')
    update.run([after.state, after.id])
  }
}
