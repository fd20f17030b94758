import { defineConfig } from 'vitest/config';

/** Components name `happy-dom` as their environment in their first line; the rest runs in Node. */
export default defineConfig({
  test: { name: 'web', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
});
