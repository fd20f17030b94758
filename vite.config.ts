import { defineConfig } from 'vite';

/** The server as few files: to find, read and link some 1,500 modules one by one took two thirds of its start. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: { main: 'src/cli/main.ts', 'engine-process': 'src/storage/engine/child-main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  // Native libraries are not for bundling.
  ssr: { noExternal: true, external: ['chdb', 'snappy'] },
});
