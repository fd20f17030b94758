import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { ConfigError } from '../config-error.js';

/** Files that patterns may name in all. */
const MAX_FILES = 10_000;

/**
 * The files that `patterns` name, each once, sorted: `*` stands for any characters of one part of a path, `?` for one.
 * Relative ones begin at `directory`. A pattern without wildcards names its file whether there is one or not. Throws
 * `ConfigError` for more than ten thousand files.
 */
export function ruleFilePaths(patterns: readonly string[], directory: string): string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    for (const path of expanded(resolve(directory, pattern))) {
      found.add(path);
      if (found.size > MAX_FILES) throw new ConfigError(`rule_files: ${pattern} names more than ${MAX_FILES} files`);
    }
  }
  return [...found].sort();
}

function expanded(pattern: string): string[] {
  const parts = pattern.split(sep);
  const first = parts.findIndex((part) => /[*?]/.test(part));
  if (first < 0) return [pattern];
  let paths = [parts.slice(0, first).join(sep) || sep];
  for (const [i, part] of parts.slice(first).entries()) {
    const isLast = first + i === parts.length - 1;
    paths = paths.flatMap((path) => entriesOf(path, part, isLast));
  }
  return paths;
}

function entriesOf(directory: string, pattern: string, isLast: boolean): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => (isLast ? !entry.isDirectory() : !entry.isFile()) && matchesWildcards(pattern, entry.name))
      .map(({ name }) => join(directory, name));
  } catch {
    // What is no directory, or may not be read, has no files for us.
    return [];
  }
}

/** Goes back to the last `*` alone, so the time is bounded by the product of the lengths. */
function matchesWildcards(pattern: string, name: string): boolean {
  let [at, place, star, mark] = [0, 0, -1, 0];
  while (place < name.length) {
    if (pattern[at] === '*') [star, mark] = [at++, place];
    else if (pattern[at] === '?' || pattern[at] === name[place]) [at, place] = [at + 1, place + 1];
    else if (star >= 0) [at, place] = [star + 1, ++mark];
    else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
