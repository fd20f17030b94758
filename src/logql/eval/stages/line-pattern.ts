import { QuartetError } from '../../../model/errors.js';

/**
 * Pattern match filter expression. https://grafana.com/docs/loki/latest/query/#pattern-match-filter-expression
 *
 * Whether a line is the literals of `pattern` in turn with at least one character for each `<_>`. Each literal is taken
 * where it comes first, and none is looked for again: `<_>a` matches neither `aa` nor `baa`. Throws `invalid_argument`
 * for captures with a name and for two in a row.
 */
export function compileLinePattern(pattern: string): (line: string) => boolean {
  const parts = partsOf(pattern);
  const startsFree = parts[0] === undefined;
  const endsFree = parts.at(-1) === undefined;
  const literals = parts.filter((part) => part !== undefined);
  if (pattern === '') return (line) => line === '';
  return (line) => {
    let end = 0;
    for (const [i, literal] of literals.entries()) {
      const isFirst = i === 0 && !startsFree;
      const at = isFirst && !line.startsWith(literal) ? -1 : line.indexOf(literal, end);
      if (at < 0 || (at === end && !isFirst)) return false;
      end = at + literal.length;
    }
    return endsFree === end < line.length;
  };
}

/** Literals, and `undefined` for each capture. What looks like a capture but has no name in it is literal. */
function partsOf(pattern: string): (string | undefined)[] {
  const parts: (string | undefined)[] = [];
  let end = 0;
  for (const { 0: capture, index } of pattern.matchAll(/<[A-Za-z_][A-Za-z0-9_]*>/g)) {
    if (index > end) parts.push(pattern.slice(end, index));
    else if (index > 0) {
      throw invalid(
        `found consecutive capture '${pattern.slice(pattern.lastIndexOf('<', index - 1), index)}${capture}': invalid expression`,
      );
    }
    if (capture !== '<_>') throw invalid(`named captures are not allowed: found '${capture}'`);
    parts.push(undefined);
    end = index + capture.length;
  }
  if (end < pattern.length) parts.push(pattern.slice(end));
  return parts;
}

const invalid = (message: string): QuartetError => new QuartetError('invalid_argument', message);
