import type { PatternPart } from '../../../lib/capture-pattern.js';

const UNNAMED = '_';

const isNamed = (part: PatternPart): boolean => part.kind === 'capture' && part.name !== UNNAMED;

/** What is wrong with the parts of a pattern of the stage `| pattern`, in Loki's words. */
export function patternFault(parts: readonly PatternPart[]): string | undefined {
  if (parts.length === 0) {
    return 'parse error at line 1, col 1: syntax error: unexpected $end, expecting IDENTIFIER or LITERAL';
  }
  const names = parts.flatMap((part) => (part.kind === 'capture' && isNamed(part) ? [part.name] : []));
  if (names.length === 0) return 'at least one capture is required';
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    if (part.kind === 'capture' && next?.kind === 'capture') {
      return `found consecutive capture '<${part.name}><${next.name}>': invalid expression`;
    }
  }
  const twice = names.find((name, i) => names.indexOf(name) < i);
  return twice === undefined ? undefined : `duplicate capture name (${twice}): invalid expression`;
}
