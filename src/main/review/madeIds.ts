import { createHash } from 'node:crypto'
import type { BoxId, MarkId } from '../../shared/ids'

/** The box that accepting an error makes: always the same one, so that it is found again however it was moved. */
export function acceptedBoxId(errorId: string): BoxId {
  return digest(`box of ${errorId}`) as BoxId
}

/** The mark that a verdict makes. */
export function markIdOf(errorId: string): MarkId {
  return digest(`mark of ${errorId}`) as MarkId
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
