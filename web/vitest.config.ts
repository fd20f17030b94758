import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Components name `happy-dom` as their environment in their first line; the rest runs in Node. */
const NEEDS_DOM = readdirSync(at('src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path}`)
  .filter((path) => /\.test\.tsx?$/.test(path))
  .filter((path) => readFileSync(at(path), 'utf8').startsWith('// @vitest-environment happy-dom'));

const shared = {
  root: at('.'),
  resolve: {
    // Its ES modules import names from CommonJS ones as only bundlers do; Node takes the CommonJS build.
    alias: { '@grafana/data': at('../node_modules/@grafana/data/dist/cjs/index.cjs') },
  },
};

/** Also what the root's configuration takes over. */
export const WEB_PROJECTS = [
  {
    ...shared,
    test: {
      name: 'web',
      include: ['{src,substitutes}/**/*.test.ts'],
      exclude: NEEDS_DOM,
      testTimeout: 20_000,
      // They share what they import; loading it for each file would take longer than the tests.
      pool: 'threads' as const,
      isolate: false,
    },
  },
  // Each has a window, and modules that remember it, of its own.
  { ...shared, test: { name: 'web-dom', include: NEEDS_DOM, testTimeout: 20_000 } },
];

export default defineConfig({ test: { projects: WEB_PROJECTS } });
