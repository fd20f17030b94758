import type { LabelMatcher } from '../storage/interface.js';
import type { DropOrKeep, Extraction, LabelFormat, LineFilter, LogfmtStage, Stage } from './ast.js';
import type { Cursor } from './parser-cursor.js';
import { ipArgument, labelFilter } from './parser-label-filter.js';
import type { TokenKind } from './tokens.js';

const LINE_FILTERS: ReadonlySet<TokenKind> = new Set<TokenKind>(['|=', '!=', '|~', '!~', '|>', '!>']);

/** Stages that begin with a word of their own. https://grafana.com/docs/loki/latest/query/log_queries/#log-pipeline */
const STAGES: ReadonlyMap<TokenKind, (cursor: Cursor) => Stage> = new Map<TokenKind, (cursor: Cursor) => Stage>([
  ['json', (cursor) => ({ kind: 'json', expressions: extractions(cursor) })],
  ['logfmt', logfmt],
  ['pattern', (cursor) => ({ kind: 'pattern', pattern: cursor.expect('STRING').value })],
  ['regexp', (cursor) => ({ kind: 'regexp', pattern: cursor.expect('STRING').value })],
  ['unpack', () => ({ kind: 'unpack' })],
  ['decolorize', () => ({ kind: 'decolorize' })],
  ['line_format', (cursor) => ({ kind: 'line-format', template: cursor.expect('STRING').value })],
  ['label_format', labelFormat],
  ['drop', (cursor) => ({ kind: 'drop', items: dropOrKeepItems(cursor) })],
  ['keep', (cursor) => ({ kind: 'keep', items: dropOrKeepItems(cursor) })],
]);

/** All stages that stand here, up to `| unwrap` where one may follow. */
export function pipeline(cursor: Cursor, mayUnwrap: boolean): Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    const { kind } = cursor.peek();
    if (LINE_FILTERS.has(kind)) stages.push(lineFilter(cursor));
    else if (kind !== '|' || (mayUnwrap && cursor.peekSecond().kind === 'unwrap')) return stages;
    else stages.push(stage(cursor));
  }
}

function stage(cursor: Cursor): Stage {
  cursor.expect('|');
  const parse = STAGES.get(cursor.peek().kind);
  if (parse === undefined) return { kind: 'label-filter', filter: labelFilter(cursor) };
  cursor.next();
  return parse(cursor);
}

function lineFilter(cursor: Cursor): LineFilter {
  const op = cursor.next().kind as LineFilter['op'];
  const alternatives: LineFilter['alternatives'][number][] = [];
  do {
    const { kind, value } = cursor.expect('STRING', 'ip');
    alternatives.push(kind === 'ip' ? { value: ipArgument(cursor), isIp: true } : { value, isIp: false });
  } while (cursor.accept('or'));
  return { kind: 'line-filter', op, alternatives };
}

function logfmt(cursor: Cursor): LogfmtStage {
  const flags = new Set<string>();
  while (cursor.is('PARSER_FLAG')) flags.add(cursor.next().text);
  return {
    kind: 'logfmt',
    strict: flags.has('--strict'),
    keepEmpty: flags.has('--keep-empty'),
    expressions: extractions(cursor),
  };
}

/** `label="path", other`, or nothing. */
function extractions(cursor: Cursor): Extraction[] {
  if (!cursor.is('IDENTIFIER')) return [];
  const expressions: Extraction[] = [];
  do {
    const { text: name } = cursor.expect('IDENTIFIER');
    expressions.push({ name, path: cursor.accept('=') ? cursor.expect('STRING').value : name });
  } while (cursor.accept(','));
  return expressions;
}

function labelFormat(cursor: Cursor): LabelFormat {
  const formats: LabelFormat['formats'][number][] = [];
  do {
    const { text: name } = cursor.expect('IDENTIFIER');
    cursor.expect('=');
    const { kind, value } = cursor.expect('IDENTIFIER', 'STRING');
    formats.push(kind === 'STRING' ? { name, template: value } : { name, source: value });
  } while (cursor.accept(','));
  return { kind: 'label-format', formats };
}

const MATCHER_OPERATORS: ReadonlySet<TokenKind> = new Set<TokenKind>(['=', '=~', '!~', '!=']);

function dropOrKeepItems(cursor: Cursor): DropOrKeep['items'] {
  const items: DropOrKeep['items'][number][] = [];
  do {
    const { text: name } = cursor.expect('IDENTIFIER');
    // Behind a bare name, `!=` and `!~` are of the condition too, not of a line filter.
    if (!MATCHER_OPERATORS.has(cursor.peek().kind)) {
      items.push({ name });
      continue;
    }
    const op = cursor.next().kind as LabelMatcher['op'];
    items.push({ matcher: { name, op, value: cursor.expect('STRING').value } });
  } while (cursor.accept(','));
  return items;
}
