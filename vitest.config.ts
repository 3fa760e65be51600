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
          // Files of one worker share what they import; each makes databases and servers of its own.
          isolate: false,
          include: [`${folders}/**/*.test.{ts,tsx,mjs}`],
          exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // After the rest, two at a time: each starts a whole server and a browser.
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
