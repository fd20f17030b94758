/** A part of a pattern: text, or a capture, whose name is `_` when what it stands for is not kept. */
export type PatternPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'capture'; readonly name: string };

const UNNAMED = '_';
const CAPTURE = /<([A-Za-z_][A-Za-z0-9_]*)>/g;

const isNamed = (part: PatternPart): boolean => part.kind === 'capture' && part.name !== UNNAMED;

/**
 * The parts of a pattern such as `<ip> - <_> "<method> <path>"`, of the stage `| pattern` and of the line filter `|>`.
 * https://grafana.com/docs/loki/latest/query/log_queries/#pattern
 */
export function readPattern(pattern: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let start = 0;
  for (const { 0: written, 1: name, index } of pattern.matchAll(CAPTURE)) {
    if (index > start) parts.push({ kind: 'literal', text: pattern.slice(start, index) });
    parts.push({ kind: 'capture', name: name! });
    start = index + written.length;
  }
  if (start < pattern.length) parts.push({ kind: 'literal', text: pattern.slice(start) });
  return parts;
}

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
