import { resolve } from 'node:path';
import { filesMatching, hasWildcards } from '../../lib/file-patterns.js';
import { ConfigError } from '../config-error.js';

/** Files that patterns may name in all. */
const MAX_FILES = 10_000;

/**
 * The files that `patterns` name, each once, sorted. Relative ones begin at `directory`. A pattern without wildcards names
 * its file whether there is one or not. Throws `ConfigError` for what is no pattern and for more than ten thousand files.
 */
export function ruleFilePaths(patterns: readonly string[], directory: string): string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    for (const path of expanded(pattern, directory)) {
      found.add(path);
      if (found.size > MAX_FILES) throw new ConfigError(`rule_files: ${pattern} names more than ${MAX_FILES} files`);
    }
  }
  return [...found].sort();
}

function expanded(pattern: string, directory: string): string[] {
  if (!hasWildcards(pattern)) return [resolve(directory, pattern)];
  try {
    return filesMatching(pattern, directory);
  } catch (error) {
    throw new ConfigError(`rule_files: ${(error as Error).message}`);
  }
}
