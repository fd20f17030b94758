import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';
import { WHOLE_PROGRAM, WITHOUT_PROCESS } from './test/support/test-processes.js';
import { WEB_PROJECTS } from './web/vitest.config.js';

const STORAGE = 'src/storage/**/*.test.ts';
const PAGES = 'test/web/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is awaited comes when a busy machine gets to it.
    expect: { poll: { timeout: 20_000 } },
    // One more than there are cores: some tests wait for a server or a clock most of the time.
    maxWorkers: Math.min(8, availableParallelism() + 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'processes',
          include: [STORAGE, 'test/**/*.test.ts', 'examples/**/src/**/*.test.ts'],
          exclude: [PAGES, ...WITHOUT_PROCESS, ...WHOLE_PROGRAM, ...configDefaults.exclude],
          // The engine is a native library with one data directory per process.
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'programs',
          include: WHOLE_PROGRAM,
          // Each closes its data directory before the next opens one.
          pool: 'forks',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'units',
          include: ['src/!(storage)/**/*.test.ts', ...WITHOUT_PROCESS],
          // They share what they import; loading it for each file would take longer than the tests.
          pool: 'threads',
          isolate: false,
        },
      },
      ...WEB_PROJECTS,
      {
        extends: true,
        test: {
          name: 'pages',
          include: [PAGES],
          globalSetup: 'test/web/support/demo-setup.ts',
          pool: 'forks',
          // What a busy machine did not draw in time is asked again.
          retry: 2,
        },
      },
    ],
  },
});
