import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Node } from 'yaml';
import { ConfigError } from '../config-error.js';
import type { YamlFile } from '../yaml-file.js';

/** The files that a pattern names, sorted; `*` stands for any characters, in the last part only. */
export function filesOf(pattern: string, file: YamlFile, node: Node | undefined): string[] {
  const path = resolve(dirname(file.path), pattern);
  const name = basename(path);
  const directory = dirname(path);
  if (directory.includes('*')) {
    throw new ConfigError(`${file.where(node)}: scrape_config_files: "${pattern}" may have * in its last part only`);
  }
  if (!name.includes('*')) return [path];
  try {
    return readdirSync(directory)
      .filter((entry) => matches(entry, name))
      .sort()
      .map((entry) => join(directory, entry));
  } catch {
    // As in Prometheus, a pattern may match nothing.
    return [];
  }
}

function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const middle = name.slice(first.length, name.length - last.length);
  let at = 0;
  for (const part of rest) {
    const found = middle.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
