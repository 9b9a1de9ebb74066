import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Those have a run of their own: npm run test:packaged.
  testIgnore: '**/packaged/**',
  outputDir: '../test-results/journeys',
  // Each journey owns an Electron and maybe a trainer; two cores carry one at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
})
