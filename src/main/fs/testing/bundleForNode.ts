import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const cache = fileURLToPath(new URL('../../../../node_modules/.focal-tests/', import.meta.url))

/**
 * Bundles a TypeScript entry into a file that plain Node runs, for tests that kill a process.
 * It lies under node_modules so that native packages are found from there.
 */
export async function bundleForNode(entry: string): Promise<{ file: string; remove(): Promise<void> }> {
  await mkdir(cache, { recursive: true })
  const outDir = await mkdtemp(join(cache, 'script-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'script.mjs', format: 'es' } },
    },
  })
  return { file: join(outDir, 'script.mjs'), remove: () => rm(outDir, { recursive: true, force: true }) }
}
