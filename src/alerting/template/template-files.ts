import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { RE2JS } from 're2js';
import type { TemplateFile } from './notification-templates.js';

/**
 * The files that patterns (`templates/*.tmpl`) name, in the order of patterns and names. Paths are relative to `directory`. A
 * pattern that names nothing is no mistake. Throws the system's error for a file that cannot be read.
 * https://pkg.go.dev/path/filepath#Match
 */
export function readTemplateFiles(patterns: readonly string[], directory: string): TemplateFile[] {
  const paths = new Set(patterns.flatMap((pattern) => filesOf(resolve(directory, pattern))));
  return [...paths].map((path) => ({ name: basename(path), source: readFileSync(path, 'utf8') }));
}

function filesOf(pattern: string): string[] {
  const [root = '', ...parts] = pattern.split('/');
  let found = [`${root}/`];
  for (const part of parts) {
    if (!/[*?[\\]/.test(part)) found = found.map((path) => join(path, part));
    else {
      const expression = RE2JS.compile(expressionOf(part));
      found = found.flatMap((path) =>
        namesIn(path)
          .filter((name) => expression.matcher(name).matches())
          .map((name) => join(path, name)),
      );
    }
  }
  return found.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

const PART = /\\(.)|\*|\?|\[(\^?)((?:\\.|[^\]\\])+)\]|./gsu;

/** The expression that a name matches as it does a pattern of the shell. */
function expressionOf(pattern: string): string {
  return pattern.replace(PART, (part, escaped?: string, not?: string, set?: string) => {
    if (escaped !== undefined) return RE2JS.quote(escaped);
    if (set !== undefined) return `[${not}${set.replace(/[[\]^&]/g, '\\$&')}]`;
    return part === '*' ? '.*' : part === '?' ? '.' : RE2JS.quote(part);
  });
}
