import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Components name `happy-dom` as their environment in their first line; the rest runs in Node. */
export default defineConfig({
  resolve: {
    // Its ES modules import names from CommonJS ones as only bundlers do; Node takes the CommonJS build.
    alias: {
      '@grafana/data': fileURLToPath(new URL('../node_modules/@grafana/data/dist/cjs/index.cjs', import.meta.url)),
    },
  },
  test: { name: 'web', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
});
