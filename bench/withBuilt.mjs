import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bundles a TypeScript program of the project into a temporary folder, hands its path on, and removes it. */
export async function withBuilt(
  /** @type {string} */ entry,
  /** @type {(program: string) => unknown} */ use,
) {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'focal-bench-'))
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      build: {
        ssr: join(root, entry),
        outDir,
        target: 'node20',
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'bench.mjs' } },
      },
    })
    await use(join(outDir, 'bench.mjs'))
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
