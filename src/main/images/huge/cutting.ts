import { StudioError } from '../../../shared/result'
import { fillFolder } from '../../fs/cachedFolder'
import { cutTilesAside } from './aside'
import type { RowOfTiles } from './pyramidOfBands'

/** A pyramid while it is made. */
export interface Cutting {
  /** Rejects with what is wrong with the picture. */
  whole: Promise<void>
  /** Where its tiles lie until all are there. */
  temporary(): string | null
  /** Once that row of tiles is there, or all are. */
  row(row: RowOfTiles): Promise<void>
}

/** One at a time: each takes a core, and some hold a whole picture. */
let last: Promise<void> = Promise.resolve()

/** Has the tiles of a picture cut into `folder`, which is there once all are. */
export function startCutting(path: string, folder: string): Cutting {
  const rows = new Map<string, { there: Promise<void>; arrive: () => void }>()
  const rowOf = ({ level, row }: RowOfTiles) => {
    const key = `${level}-${row}`
    const known = rows.get(key)
    if (known !== undefined) return known
    let arrive = () => {}
    const there = new Promise<void>((resolve) => {
      arrive = resolve
    })
    rows.set(key, { there, arrive })
    return { there, arrive }
  }
  let filled: string | null = null
  const whole = last.then(() =>
    fillFolder(folder, async (temporary) => {
      filled = temporary
      const result = await cutTilesAside(path, temporary, (row) => rowOf(row).arrive())
      if (!result.ok) throw new StudioError(result.error.code, result.error.message, result.error.hint)
    }),
  )
  last = whole.catch(() => undefined)
  return { whole, temporary: () => filled, row: (row) => Promise.race([rowOf(row).there, whole]) }
}
