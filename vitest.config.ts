import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    environment: 'node',
    // Native parts (TensorFlow, libsql, ONNX Runtime) want a process each, not a thread.
    pool: 'forks',
    // ONNX Runtime reports to Microsoft otherwise (inference/detectorThread.ts).
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
