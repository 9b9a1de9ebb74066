import { defineConfig } from '@playwright/test'

/** Of the packaged program, which `npm run package` makes: slow, so not part of `npm test`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/packaged',
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 30_000 },
})
