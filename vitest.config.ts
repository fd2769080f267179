import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Tests that start a chain or a database share two cores with others; none of them measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
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
        // Each file starts a platform of its own; two cores carry one at a time.
        test: { name: 'e2e', include: ['apps/web/e2e/**/*.e2e.ts'], fileParallelism: false },
      },
    ],
  },
})
