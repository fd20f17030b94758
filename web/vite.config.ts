import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { acyclicChunks } from './acyclic-chunks';
import { dashboardGroup } from './dashboard-group';
import { precompress } from './precompress';
import { preloads } from './preloads';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  plugins: [react(), acyclicChunks(), preloads(), precompress()],
  resolve: {
    alias: [
      // @grafana/data imports all of lodash; the ES modules of the same version are shaken.
      { find: /^lodash$/, replacement: 'lodash-es' },
      // Ten years of time zones are 30 kB, all of them 180.
      { find: /^moment-timezone$/, replacement: 'moment-timezone/builds/moment-timezone-with-data-10-year-range.js' },
      { find: /^zod$/, replacement: at('substitutes/zod.ts') },
      { find: /^@grafana\/i18n$/, replacement: at('substitutes/grafana-i18n.ts') },
    ],
  },
  build: {
    outDir: at('../dist/web'),
    emptyOutDir: true,
    // The content security policy has no data: for fonts.
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    // What of others is in it, and under which terms.
    license: { fileName: 'licenses.md' },
    chunkSizeWarningLimit: 1500,
    // 18 kB gzip in one file, in place of a dozen requests of each page.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Each file is a request, and of HTTP/1.1 there are six at a time: a dashboard would wait for a hundred of them. A group
          // takes what its modules import along, but for what those before it took, so that no two import each other.
          groups: [
            { name: 'first', tags: ['$initial'], priority: 4 },
            { name: 'frames', test: /node_modules.@grafana.data/, minShareCount: 2, priority: 3 },
            { name: dashboardGroup(), minShareCount: 2, priority: 2 },
            { name: 'shared', minShareCount: 4, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // `npm run dev -w web` beside a running Quartet.
    proxy: { '/api': { target: process.env.QUARTET_URL ?? 'http://127.0.0.1:3000', ws: true } },
  },
});
