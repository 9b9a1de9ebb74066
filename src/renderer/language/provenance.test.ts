import { describe, expect, it } from 'vitest'
import { provenanceText } from './provenance'

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime()
const now = at(26, 18, 0)
const names = (runId: string) => (runId === 'run-0007' ? 'Run 7' : null)

describe('the history of a box', () => {
  it.each([
    [{ source: 'drawn', runId: null, createdAt: at(26, 14, 2), reviewedAt: null }, 'Drawn by hand, 14:02'],
    [
      { source: 'imported', runId: null, createdAt: at(3, 9, 5), reviewedAt: at(26, 15, 0) },
      'Imported, 3 Nov 2026, 09:05; reviewed 15:00',
    ],
    [
      { source: 'accepted', runId: 'run-0007', createdAt: at(26, 14, 2), reviewedAt: at(26, 14, 2) },
      'Accepted from Run 7, 14:02',
    ],
    [
      { source: 'accepted', runId: 'run-0009', createdAt: now, reviewedAt: null },
      'Accepted from run-0009, 18:00',
    ],
    [
      { source: 'accepted', runId: 'coco', createdAt: now, reviewedAt: null },
      'Accepted from COCO’s classes, 18:00',
    ],
    [{ source: 'accepted', runId: null, createdAt: now, reviewedAt: null }, 'Accepted from a model, 18:00'],
  ] as const)('%j', (box, wanted) => {
    expect(provenanceText(box, names, now)).toBe(wanted)
  })
})
