import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file or folder of the package, by its path from the package's root, from wherever this is compiled to. */
export function packageFile(path: string): string {
  return join(root, path);
}

const root = packageRoot(import.meta.dirname);

function packageRoot(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error(`no package.json above ${import.meta.dirname}`);
  return packageRoot(parent);
}
