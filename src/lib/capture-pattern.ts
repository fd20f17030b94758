/** A part of a pattern: text, or a capture, whose name is `_` when what it stands for is not kept. */
export type PatternPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'capture'; readonly name: string };

const CAPTURE = /<([A-Za-z_][A-Za-z0-9_]*)>/g;

/**
 * The parts of a pattern such as `<ip> - <_> "<method> <path>"`.
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
