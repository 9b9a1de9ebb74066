import { join } from 'node:path'
import { z } from 'zod'
import { atomicWrite } from '../fs/atomicWrite'
import { configFolder } from '../fs/configFolder'
import { ensureFolder } from '../fs/fileSystem'
import { readTextIfThere } from '../fs/readRegularFile'

const GrantsFile = z.object({
  grants: z.array(z.object({ projectId: z.string(), folder: z.string() })),
})

/** Where this machine remembers what it may read: outside every project, so that none can grant itself anything. */
export function defaultGrantsFile(env: NodeJS.ProcessEnv = process.env): string {
  return join(configFolder(env), 'granted-folders.json')
}

/** Folders outside a project that the person has chosen on this machine; the app and the command line share them. */
export class RootGrants {
  private constructor(
    private readonly file: string,
    private readonly projectId: string,
    private readonly folders: Set<string>,
  ) {}

  static async open(file: string, projectId: string): Promise<RootGrants> {
    const grants = await readGrants(file)
    const folders = grants.filter((grant) => grant.projectId === projectId).map(({ folder }) => folder)
    return new RootGrants(file, projectId, new Set(folders))
  }

  has(folder: string): boolean {
    return this.folders.has(folder)
  }

  /** Holds for this session at once; where it cannot be written down, the person is asked again next time. */
  async add(folder: string): Promise<void> {
    if (this.folders.has(folder)) return
    this.folders.add(folder)
    try {
      const others = (await readGrants(this.file)).filter(
        (grant) => grant.projectId !== this.projectId || grant.folder !== folder,
      )
      await ensureFolder(join(this.file, '..'))
      await atomicWrite(
        this.file,
        `${JSON.stringify({ grants: [...others, { projectId: this.projectId, folder }] }, null, 2)}\n`,
      )
    } catch {
      // Documented above: a machine without a writable home folder still works.
    }
  }
}

async function readGrants(file: string): Promise<{ projectId: string; folder: string }[]> {
  try {
    return GrantsFile.parse(JSON.parse((await readTextIfThere(file)) ?? '{"grants":[]}')).grants
  } catch {
    return []
  }
}
