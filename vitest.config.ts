import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    environment: 'node',
    // Native parts (TensorFlow, libsql, ONNX Runtime) want a process each, not a thread.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
