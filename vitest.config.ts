import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Tests that start a chain or a database share two cores with others; none of them measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes from them as well: the second it is given otherwise is a busy machine's to take.
    expect: { poll: { timeout: 20_000 } },
    // They wait for chains, databases and the clock as well as compute: three at a time keep two cores busy.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', '{bootstrap,bench}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          globalSetup: ['apps/web/e2e/prepare.ts'],
          // Each file starts a platform of its own; two cores carry two at a time.
          maxWorkers: 2,
        },
      },
    ],
  },
})
