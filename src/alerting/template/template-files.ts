import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { filesMatching } from '../../lib/file-patterns.js';
import type { TemplateFile } from './notification-templates.js';

/**
 * The files that patterns (`templates/*.tmpl`) name, in the order of patterns and names. Paths are relative to `directory`. A
 * pattern that names nothing is no mistake. Throws `Error` for what is no pattern, and the system's error for a file that
 * cannot be read.
 */
export function readTemplateFiles(patterns: readonly string[], directory: string): TemplateFile[] {
  const paths = new Set(patterns.flatMap((pattern) => filesMatching(pattern, directory)));
  return [...paths].map((path) => ({ name: basename(path), source: readFileSync(path, 'utf8') }));
}
