import { RE2JS } from 're2js';
import type { LineCondition } from '../../interface.js';
import { judged } from './line-conditions.js';

/** Whether a line, as bytes, meets conditions: what `lineCondition` asks of those in the store. */
export function lineJudge(lines: readonly LineCondition[]): (line: Buffer) => boolean {
  const judges = lines.map(({ negated, kind, alternatives }) => {
    const found = kind === 'contains' ? containsAny(alternatives) : matchesAny(alternatives);
    return (line: Buffer) => found(line) !== negated;
  });
  return (line) => judges.every((holds) => holds(line));
}

function containsAny(texts: readonly string[]): (line: Buffer) => boolean {
  const wanted = texts.map((text) => Buffer.from(text));
  return (line) => wanted.some((text) => line.includes(text));
}

function matchesAny(patterns: readonly string[]): (line: Buffer) => boolean {
  const compiled = patterns.map((pattern) => RE2JS.compile(judged(pattern)));
  return (line) => {
    const text = line.toString('utf8');
    return compiled.some((pattern) => pattern.matcher(text).find());
  };
}
