import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NamePattern, WILDCARD } from './name-pattern.js';

/** Files, and directories on the way, that one pattern may name. */
const MAX_FILES = 10_000;

/** Whether a pattern may name other files than the one that it is the path of. */
export const hasWildcards = (pattern: string): boolean => WILDCARD.test(pattern);

/**
 * The files that exist and that `pattern` (`rules/*.yml`) names, in the order of its parts, without directories; each part of
 * it is a `NamePattern`. Relative ones begin at `directory`, which is no pattern. A link to nothing counts, so that whoever
 * reads it says so. `unreadable` hears of directories that may not be read, which have no files otherwise.
 * Throws `Error` for what is no pattern and for more than ten thousand files. https://pkg.go.dev/path/filepath#Glob
 */
export function filesMatching(
  pattern: string,
  directory: string,
  unreadable: (error: unknown) => void = () => undefined,
): string[] {
  const parts = pattern.split('/').filter((part) => part !== '');
  let paths = [pattern.startsWith('/') ? '/' : resolve(directory)];
  for (const part of parts) {
    if (!hasWildcards(part)) {
      paths = paths.map((path) => join(path, part));
      continue;
    }
    const names = new NamePattern(part);
    const found: string[] = [];
    for (const path of paths) {
      for (const entry of entriesOf(path, names, unreadable)) found.push(entry);
      if (found.length > MAX_FILES) throw new Error(`${pattern} names more than ${MAX_FILES} files`);
    }
    paths = found;
  }
  return paths.filter((path) => isFile(path, unreadable));
}

function entriesOf(directory: string, names: NamePattern, unreadable: (error: unknown) => void): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => names.matches(name))
      .sort()
      .map((name) => join(directory, name));
  } catch (error) {
    if (!isAbsence(error)) unreadable(error);
    return [];
  }
}

function isFile(path: string, unreadable: (error: unknown) => void): boolean {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false;
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch (error) {
    if (!isAbsence(error)) unreadable(error);
    return false;
  }
}

const isAbsence = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
