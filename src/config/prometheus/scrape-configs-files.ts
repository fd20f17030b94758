import { dirname, resolve } from 'node:path';
import type { Node } from 'yaml';
import { filesMatching, hasWildcards } from '../../lib/file-patterns.js';
import { ConfigError } from '../config-error.js';
import type { YamlFile } from '../yaml-file.js';

/** The files that a pattern names, sorted; `*` may stand in the last part only. As in Prometheus, there may be none. */
export function filesOf(pattern: string, file: YamlFile, node: Node | undefined): string[] {
  const where = `${file.where(node)}: scrape_config_files:`;
  if (dirname(pattern).includes('*')) {
    throw new ConfigError(`${where} "${pattern}" may have * in its last part only`);
  }
  const directory = dirname(file.path);
  if (!hasWildcards(pattern)) return [resolve(directory, pattern)];
  try {
    return filesMatching(pattern, directory);
  } catch (error) {
    throw new ConfigError(`${where} ${(error as Error).message}`);
  }
}
