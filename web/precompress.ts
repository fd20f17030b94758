import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes from which on a packed copy is worth its file. */
const WORTH_IT = 1_024;
const TEXTS = /\.(?:js|css|svg)$/;

/**
 * Writes a `.gz` beside each text, which the server sends to who takes it: packed once with the best level, in place of at
 * every request. Browsers take brotli over HTTPS only, which the server does not speak itself.
 */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  // As written: other plugins change chunks until then.
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => TEXTS.test(name));
    for (const path of names.map((name) => join(dir, name))) {
      const text = await readFile(path);
      if (text.length >= WORTH_IT) await writeFile(`${path}.gz`, gzipSync(text, { level: 9 }));
    }
  },
});
