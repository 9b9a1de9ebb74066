import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Bundles a TypeScript program of the project into a temporary folder, hands its path on, and removes it.
 * Its threads lie beside it, by their names in electron.vite.config.ts.
 */
export async function withBuilt(
  /** @type {string} */ entry,
  /** @type {(program: string) => unknown} */ use,
  /** @type {Record<string, string>} */ threads = {},
) {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'focal-bench-'))
  try {
    // Threads are called as in the studio, .js: what they are is said here.
    writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }')
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      build: {
        ssr: true,
        outDir,
        target: 'node20',
        emptyOutDir: false,
        rollupOptions: {
          input: Object.fromEntries(
            Object.entries({ bench: entry, ...threads }).map(([name, file]) => [name, join(root, file)]),
          ),
          output: { entryFileNames: ({ name }) => (name === 'bench' ? 'bench.mjs' : `${name}.js`) },
        },
      },
    })
    await use(join(outDir, 'bench.mjs'))
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
