import { readFileSync } from 'node:fs';
import { packageFile } from '../lib/package-file.js';

/** The version in the package's own `package.json`. */
export function programVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
