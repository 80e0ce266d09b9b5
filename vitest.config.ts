import { defineConfig } from 'vitest/config';

const BROWSER = [
  'tests/browser/**/*.test.ts',
  'tests/contract/datasource.test.ts',
  'plugins/**/*.browser.test.ts',
  'tests/e2e/**/*.test.ts',
];
const NEVER = ['**/node_modules/**', '**/dist/**', 'out/**'];

export default defineConfig({
  test: {
    setupFiles: ['tests/properties/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['**/*.test.{ts,tsx}'], exclude: [...NEVER, ...BROWSER] },
      },
      {
        extends: true,
        // Two browsers on two cores: what fails once for want of time is asked again, what fails twice has failed.
        test: { name: 'browser', include: BROWSER, exclude: NEVER, retry: 1 },
      },
    ],
  },
});
