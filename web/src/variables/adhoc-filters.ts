import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';
import type { SourceType } from '../data/source';
import { escapeRegex } from './formats';
import type { AdhocFilter } from './variable';

/** Text to be put into a query. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

interface Language {
  readonly parse: (query: string) => Tree;
  readonly insertions: (tree: Tree, query: string, filters: readonly AdhocFilter[]) => readonly Insertion[];
}

const LANGUAGES: Readonly<Partial<Record<SourceType, Language>>> = {
  prometheus: { parse: (query) => promql.parse(query), insertions: intoPromql },
  loki: { parse: (query) => logql.parse(query), insertions: intoLogql },
  tempo: { parse: (query) => traceql.parse(query), insertions: intoTraceql },
};

/**
 * A query with the filters of ad hoc variables in each of its selectors. Variables may stand in it. A query in no language that
 * has selectors stays as it is.
 */
export function withFilters(query: string, type: SourceType, filters: readonly AdhocFilter[]): string {
  const language = LANGUAGES[type];
  const used = filters.filter(({ key, operator }) => key !== '' && operator !== '');
  if (language === undefined || used.length === 0 || query.trim() === '') return query;
  const tree = language.parse(masked(query));
  const insertions = [...language.insertions(tree, query, used)].sort((a, b) => b.at - a.at);
  return insertions.reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), query);
}

/**
 * The query with words of the same length where variables stand, so that a grammar can read it and places stay: a length of
 * time in the brackets of a range, else a name.
 */
function masked(query: string): string {
  return query.replace(/\$\{[^}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]/g, (reference, at: number) => {
    const before = query.slice(0, at).trimEnd();
    const isDuration = /[[:]$|\boffset$/.test(before);
    return isDuration ? `${'1'.repeat(reference.length - 1)}s` : 'x'.repeat(reference.length);
  });
}

function nodesOf(tree: Tree, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.name === name) found.push(node.node);
    },
  });
  return found;
}

/** `key op "value"` as PromQL and LogQL have matchers; one of several values is a pattern of them. */
function matcher({ key, operator, value, values = [value] }: AdhocFilter): string {
  if (operator === '=|' || operator === '!=|') {
    return `${key}${operator === '=|' ? '=~' : '!~'}${JSON.stringify(values.map(escapeRegex).join('|'))}`;
  }
  return `${key}${operator}${JSON.stringify(value)}`;
}

/** Into the braces from `from` to `to` (behind the closing one). */
function intoBraces(query: string, to: number, text: string, isEmpty: boolean): Insertion {
  const inside = query.slice(0, to - 1).trimEnd();
  return { at: to - 1, text: isEmpty || inside.endsWith(',') ? text : `, ${text}` };
}

function intoPromql(tree: Tree, query: string, filters: readonly AdhocFilter[]): readonly Insertion[] {
  const text = filters.map(matcher).join(', ');
  return nodesOf(tree, 'VectorSelector').map((selector): Insertion => {
    const braces = selector.getChild('LabelMatchers');
    if (braces === null) return { at: selector.to, text: `{${text}}` };
    return intoBraces(query, braces.to, text, /^\{\s*\}$/.test(query.slice(braces.from, braces.to)));
  });
}

const PARSERS = ['LabelParser', 'JsonExpressionParser', 'LogfmtParser', 'LogfmtExpressionParser'];

/** Labels that a parser makes can only be tested after it; those of streams can be tested there, too. */
function intoLogql(tree: Tree, query: string, filters: readonly AdhocFilter[]): readonly Insertion[] {
  return nodesOf(tree, 'Selector').map((selector): Insertion => {
    const stages = selector.parent?.getChild('PipelineExpr') ?? null;
    const hasParser = stages !== null && PARSERS.some((name) => inside(stages, name));
    if (hasParser) return { at: endOfFilters(stages), text: filters.map((filter) => ` | ${matcher(filter)}`).join('') };
    const text = filters.map(matcher).join(', ');
    return intoBraces(query, selector.to, text, /^\{\s*\}$/.test(query.slice(selector.from, selector.to)));
  });
}

function inside(node: SyntaxNode, name: string): boolean {
  const cursor = node.cursor();
  do {
    if (cursor.from >= node.to) return false;
    if (cursor.name === name) return true;
  } while (cursor.next());
  return false;
}

/** Behind the last parser, so that no later stage has taken the label away. */
function endOfFilters(stages: SyntaxNode): number {
  let end = stages.to;
  const cursor = stages.cursor();
  do {
    if (cursor.from >= stages.to) break;
    if (PARSERS.includes(cursor.name)) end = cursor.to;
  } while (cursor.next());
  return end;
}

function intoTraceql(tree: Tree, query: string, filters: readonly AdhocFilter[]): readonly Insertion[] {
  const text = filters.map(condition).join(' && ');
  return nodesOf(tree, 'SpansetFilter').flatMap((spanset): Insertion[] => {
    const body = query.slice(spanset.from + 1, spanset.to - 1);
    if (body.trim() === '') return [{ at: spanset.to - 1, text }];
    return [
      { at: spanset.from + 1, text: `${text} && (` },
      { at: spanset.to - 1, text: ')' },
    ];
  });
}

/** Values of these are words rather than texts. */
const INTRINSIC_WORDS: ReadonlySet<string> = new Set(['status', 'kind']);

function condition({ key, operator, value, values = [value] }: AdhocFilter): string {
  if (operator === '=|' || operator === '!=|') {
    return `${key} ${operator === '=|' ? '=~' : '!~'} ${JSON.stringify(values.map(escapeRegex).join('|'))}`;
  }
  const isPlain =
    INTRINSIC_WORDS.has(key) || (operator !== '=~' && operator !== '!~' && /^-?\d+(\.\d+)?\w*$/.test(value));
  return `${key} ${operator} ${isPlain ? value : JSON.stringify(value)}`;
}
