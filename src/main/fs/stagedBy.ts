import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { atomicWrite } from './atomicWrite'
import { isProcessAlive, processStart } from './processIdentity'
import { readTextIfThere } from './readRegularFile'

/** In a folder that is still being filled: who fills it. */
export const STAGED_BY = '.focal-staged.json'
const MAX_BYTES = 4096

const StagedBy = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().nullable(),
  host: z.string(),
})
type StagedBy = z.infer<typeof StagedBy>

/** Notes that this process fills a folder. */
export async function claimStaged(folder: string): Promise<void> {
  const owner: StagedBy = {
    pid: process.pid,
    startedAt: await processStart(process.pid),
    host: hostname(),
  }
  await atomicWrite(join(folder, STAGED_BY), JSON.stringify(owner))
}

/** True where whoever filled the folder is dead, or never said who it was. Another machine’s is left to it. */
export async function isAbandoned(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder)
  if (owner === null) return true
  if (owner.host !== hostname()) return false
  if (!isProcessAlive(owner.pid)) return true
  const start = await processStart(owner.pid)
  return start !== null && owner.startedAt !== null && start !== owner.startedAt
}

/** True where the studio was filling it. */
export async function isStaged(folder: string): Promise<boolean> {
  return (await ownerOf(folder)) !== null
}

async function ownerOf(folder: string): Promise<StagedBy | null> {
  const text = await readTextIfThere(join(folder, STAGED_BY), MAX_BYTES)
  if (text === null) return null
  try {
    return StagedBy.parse(JSON.parse(text))
  } catch {
    return null
  }
}
