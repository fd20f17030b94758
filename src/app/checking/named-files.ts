import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Node } from 'yaml';
import type { YamlFile } from '../../config/yaml-file.js';

/** Settings that name a file with a secret, a certificate or a key. */
const FILE_KEYS = /(^|_)(ca|cert|key|credentials|password|username|token|secret|url|code|id|sid)_file$/;

/** What is wrong with the files that settings such as `ca_file` and `password_file` name: `file:line:column: …`. */
export function unreadableFiles(file: YamlFile): string[] {
  const problems: string[] = [];
  visit(file, file.root, '', (key, node) => {
    const path = file.value(node);
    if (!FILE_KEYS.test(key) || typeof path !== 'string' || path === '') return;
    const problem = unreadable(resolve(dirname(file.path), path));
    if (problem !== undefined) problems.push(`${file.where(node)}: ${key}: ${path} ${problem}`);
  });
  return problems;
}

/** Why a file cannot be read; undefined where it can. */
function unreadable(path: string): string | undefined {
  try {
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
  }
}

/** Calls `see` for all values of maps, wherever they stand. */
function visit(
  file: YamlFile,
  node: Node | undefined,
  key: string,
  see: (key: string, node: Node | undefined) => void,
): void {
  see(key, node);
  for (const item of file.items(node) ?? []) visit(file, item, '', see);
  for (const entry of file.entries(node) ?? []) visit(file, entry.value, entry.key, see);
}
