import { defineConfig } from 'vitest/config'

const shared = { pool: 'forks' as const, testTimeout: 20_000, hookTimeout: 60_000 }
const folders = '{server,shared,cli,dashboard,test,scripts}'

export default defineConfig({
  test: {
    globalSetup: ['./test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx,mjs}`],
          exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // One browser story at a time, after the rest: they start whole servers and would starve each other.
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
