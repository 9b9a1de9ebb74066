import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { type KeptSnapshot, snapshotsToDrop } from './retention'

const HOUR = 3_600_000
const now = Date.UTC(2026, 10, 27, 12)
const reasons = ['daily', 'import', 'asked', 'delete-class', 'restore', 'migration', 'of a newer studio']
const seed = 27

/** Makes backups one after the other, as the studio does. */
class Backups {
  private all: KeptSnapshot[] = []

  make(reason: string, at: number, bytes = 1e6): KeptSnapshot {
    const made = { name: `${this.all.length} ${at} ${reason}`, reason, at, bytes }
    this.all.push(made)
    const gone = new Set(snapshotsToDrop(this.all, made.name, at))
    expect(gone.has(made.name)).toBe(false)
    this.all = this.all.filter(({ name }) => !gone.has(name))
    return made
  }

  of(reason: string): KeptSnapshot[] {
    return this.all.filter((each) => each.reason === reason)
  }

  get(): readonly KeptSnapshot[] {
    return this.all
  }
}

describe('row 27: which backups stay', () => {
  it('no number of backups for one reason pushes out those of another', () => {
    const backups = new Backups()
    const days = Array.from({ length: 9 }, (_, day) => backups.make('daily', now + day * 24 * HOUR))
    const deletion = backups.make('delete-class', now + 9 * 24 * HOUR)
    for (let i = 0; i < 40; i++)
      for (const reason of ['import', 'asked', 'restore']) backups.make(reason, now + 10 * 24 * HOUR + i)
    expect(backups.of('daily')).toEqual(days.slice(-7))
    expect(backups.of('delete-class')).toEqual([deletion])
    expect(['import', 'asked', 'restore'].map((reason) => backups.of(reason).length)).toEqual([5, 5, 5])
  })

  it('after the clock went back the new ones stay, and those from ahead go first', () => {
    const backups = new Backups()
    const ahead = Array.from({ length: 5 }, (_, i) => backups.make('restore', now + i))
    const back = now - 400 * 24 * HOUR
    const later = Array.from({ length: 3 }, (_, i) => backups.make('restore', back + i * HOUR))
    expect(backups.get()).toEqual([...ahead.slice(-2), ...later])
  })

  it('take so much room together and no more, but for the newest two of each reason', () => {
    const backups = new Backups()
    for (let i = 0; i < 12; i++)
      for (const reason of ['daily', 'import', 'asked']) backups.make(reason, now + i * HOUR, 3e8)
    expect(backups.get().reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(2e9)
    for (const reason of ['daily', 'import', 'asked'])
      expect(backups.of(reason).length).toBeGreaterThanOrEqual(2)
    const large = new Backups()
    for (let i = 0; i < 12; i++) large.make('daily', now + i * HOUR, 5e9)
    expect(large.get()).toHaveLength(2)
  })

  it(`the one just made stays, and they never grow without end, whatever the clock does (seed ${seed})`, () => {
    const random = createRandom(seed)
    for (let round = 0; round < 30; round++) {
      const backups = new Backups()
      let clock = now
      for (let i = 0; i < 100; i++) {
        clock += random.chance(0.1) ? random.uniform(-9000, 9000) * HOUR : random.uniform(0, 30) * HOUR
        backups.make(reasons[random.int(reasons.length)] as string, clock)
      }
      expect(backups.get().length).toBeLessThanOrEqual(33)
    }
  })
})
