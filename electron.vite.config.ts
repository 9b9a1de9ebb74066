import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const src = (path: string) => resolve(import.meta.dirname, 'src', path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: {
          index: src('main/index.ts'),
          trainer: src('main/trainer/worker/index.ts'),
          cli: src('main/cli/index.ts'),
          judge: src('main/judging/worker.ts'),
          huge: src('main/images/huge/worker.ts'),
          probe: src('main/doctor/probe.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file and cannot require packages.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: src('main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: src('renderer'),
    plugins: [react({ jsxImportSource: '#jsx' })],
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      // The policy lets fonts and pictures come from the app alone, not from data: addresses.
      assetsInlineLimit: 0,
      minify: true,
      rollupOptions: { input: { index: src('renderer/index.html') } },
    },
  },
})
