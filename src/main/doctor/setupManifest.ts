import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** What the set-up wrote down about the native parts; unknown keys are left for newer versions. */
export const SetupManifest = z.object({
  platform: z.string(),
  electron: z
    .object({ source: z.string(), detail: z.string(), version: z.string(), chromium: z.string().nullable() })
    .partial()
    .optional(),
  tensorflow: z.object({
    source: z.enum(['wheel', 'package installer', 'none']),
    detail: z.string(),
    build: z.enum(['cpu', 'cuda']).nullable(),
    gpu: z.string(),
    searchFolders: z.array(z.string()),
    /** In a package: the version of TensorFlow that the add-on for CUDA must carry. */
    addOnFor: z.string().optional(),
  }),
})
export type SetupManifest = z.infer<typeof SetupManifest>

/** Where the manifest lies: beside a clone's package.json, or in a packaged app's resources; null where neither is. */
export function findSetupManifest(from: string = import.meta.dirname): string | null {
  const packaged =
    'resourcesPath' in process ? join(String(process.resourcesPath), 'native', 'manifest.json') : null
  if (packaged !== null && existsSync(packaged)) return packaged
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, '.setup', 'manifest.json')
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}

/** The manifest, or null when the set-up never ran or what it wrote cannot be read. */
export function readSetupManifest(file: string | null = findSetupManifest()): SetupManifest | null {
  if (file === null) return null
  try {
    return SetupManifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
