import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the browser must have before the first page begins: the entry, what it imports statically, its styles. */
export interface FirstLoad {
  readonly files: number;
  /** Bytes as they are sent, gzip. */
  readonly scripts: number;
  readonly styles: number;
}

/** Reads what `index.html` of the built UI in `directory` names. */
export function firstLoad(directory: string): FirstLoad {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, path]) => path!);
  const size = (ending: string) =>
    named
      .filter((path) => path.endsWith(ending))
      .reduce((sum, path) => sum + gzipSync(readFileSync(join(directory, path))).length, 0);
  return { files: named.length, scripts: size('.js'), styles: size('.css') };
}
