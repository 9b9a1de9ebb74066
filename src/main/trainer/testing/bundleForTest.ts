import { mkdir, mkdtemp } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url))

/** Builds a program of ours as electron-vite does, for a test that needs it as a process. Returns its file. */
export async function bundleForTest(entry: URL): Promise<string> {
  const file = fileURLToPath(entry)
  // Below node_modules, so that packages are found; a folder of its own, so that tests do not meet.
  await mkdir(CACHE, { recursive: true })
  const outDir = await mkdtemp(join(CACHE, 'focal-test-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    root: outDir,
    build: {
      ssr: file,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  })
  return join(outDir, basename(file).replace(/\.ts$/, '.mjs'))
}
