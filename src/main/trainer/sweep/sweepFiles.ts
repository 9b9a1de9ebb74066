import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SweepId, SweepRecord } from '../../../shared/sweep/schema'
import { atomicWrite } from '../../fs/atomicWrite'
import { ensureFolder, errorCodeOf } from '../../fs/fileSystem'

/** In the project folder: a small file for each sweep, so that one that was cut off can go on. */
const SWEEPS_FOLDER = 'sweeps'

const fileOf = (projectFolder: string, id: SweepId) => join(projectFolder, SWEEPS_FOLDER, `${id}.json`)

/** Sweeps of a project, newest first; a damaged file is passed over, its runs are in the list of runs all the same. */
export function listSweeps(projectFolder: string): SweepRecord[] {
  return idsIn(projectFolder)
    .sort()
    .reverse()
    .flatMap((id) => readSweep(fileOf(projectFolder, id)) ?? [])
}

export async function writeSweep(projectFolder: string, record: SweepRecord): Promise<void> {
  await ensureFolder(join(projectFolder, SWEEPS_FOLDER))
  await atomicWrite(fileOf(projectFolder, record.id), `${JSON.stringify(record, null, 2)}\n`)
}

/** One more than any that is there. */
export function nextSweepId(projectFolder: string): SweepId {
  const last = Math.max(0, ...idsIn(projectFolder).map((id) => Number(id.slice('sweep-'.length))))
  return SweepId.parse(`sweep-${String(last + 1).padStart(4, '0')}`)
}

function idsIn(projectFolder: string): SweepId[] {
  try {
    return readdirSync(join(projectFolder, SWEEPS_FOLDER)).flatMap((name) => {
      const id = SweepId.safeParse(name.replace(/\.json$/, ''))
      return id.success && name.endsWith('.json') ? [id.data] : []
    })
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return []
    throw cause
  }
}

function readSweep(file: string): SweepRecord | null {
  try {
    return SweepRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
