import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WILDCARD } from '../../lib/name-pattern.js';

/** Directories that are looked into below one that is watched. */
const MAX_DEPTH = 3;

/**
 * Tells whether files changed since they were looked at last: by time, size and inode, so that a file that another one was
 * put in the place of counts too, as the mounts of Kubernetes do it. A path may be a directory.
 */
export class WatchedFiles {
  private seen = '';

  /** `paths`: what to look at now. */
  constructor(private readonly paths: () => readonly string[]) {}

  /** Whether anything differs from the last time; the first time counts as a change. */
  haveChanged(): boolean {
    const now = JSON.stringify(this.paths().map((path) => stateOf(path, MAX_DEPTH)));
    const changed = now !== this.seen;
    this.seen = now;
    return changed;
  }
}

type State = string | readonly State[];

function stateOf(path: string, depth: number): State {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  if (found === undefined) return 'none';
  if (!found.isDirectory()) return `${found.mtimeNs}:${found.size}:${found.ino}`;
  if (depth === 0) return 'deep';
  try {
    return readdirSync(path).map((name) => [name, stateOf(join(path, name), depth - 1)]);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'none';
  }
}

/** What to look at for a pattern of names: the directory before its first wildcard, or the file itself. */
export function watchedPath(pattern: string): string {
  const wild = pattern.search(WILDCARD);
  return wild < 0 ? pattern : dirname(`${pattern.slice(0, wild)}x`);
}
