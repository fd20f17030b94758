import type { AttributeScope, Field, Intrinsic, IntrinsicField } from './ast.js';
import { unsupportedError } from './parse-error.js';
import type { Cursor } from './parser-cursor.js';
import { ATTRIBUTE_SCOPES, type INTRINSIC_SCOPES, type TokenKind } from './tokens.js';

type Words = Partial<Record<TokenKind, Intrinsic>>;

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#intrinsic-fields */
const UNSCOPED: ReadonlyMap<TokenKind, Intrinsic> = new Map(
  (
    [
      ...(['duration', 'name', 'status', 'statusMessage', 'kind', 'rootName', 'rootServiceName'] as const),
      ...(['traceDuration', 'nestedSetLeft', 'nestedSetRight', 'nestedSetParent'] as const),
    ] as const
  ).map((word) => [word, word]),
);

/** In the order of Tempo's list of tokens. */
const SCOPED: Record<(typeof INTRINSIC_SCOPES)[number], Words> = {
  'trace:': { duration: 'traceDuration', rootName: 'rootName', rootService: 'rootServiceName', id: 'trace:id' },
  'span:': {
    ...({ duration: 'duration', childCount: 'childCount', name: 'name', status: 'status', kind: 'kind' } as const),
    ...({ statusMessage: 'statusMessage', id: 'span:id', parentID: 'span:parentID' } as const),
  },
  'event:': { name: 'event:name', timeSinceStart: 'event:timeSinceStart' },
  'link:': { traceID: 'link:traceID', spanID: 'link:spanID' },
  'instrumentation:': { name: 'instrumentation:name', version: 'instrumentation:version' },
};

const SCOPES: ReadonlySet<TokenKind> = new Set(ATTRIBUTE_SCOPES);

/** An intrinsic or an attribute, if one begins here. */
export function optionalField(cursor: Cursor): Field | undefined {
  const { kind } = cursor;
  const unscoped = UNSCOPED.get(kind);
  if (unscoped !== undefined) {
    cursor.next();
    return intrinsicField(unscoped);
  }
  if (kind === '.' || SCOPES.has(kind)) return attribute(cursor);
  if (Object.hasOwn(SCOPED, kind)) {
    cursor.next();
    const words = SCOPED[kind as keyof typeof SCOPED];
    const { kind: word } = cursor.expect(...(Object.keys(words) as TokenKind[]));
    return intrinsicField(words[word]!);
  }
  if (kind === 'IDENTIFIER') throw cursor.error(`unknown identifier: ${cursor.text}`);
  return undefined;
}

/** What must be an intrinsic or an attribute. */
export function parseFieldHere(cursor: Cursor): Field {
  const field = optionalField(cursor);
  if (field === undefined) throw cursor.unexpected();
  return field;
}

/** In parentheses, whose opening one has been read. */
export function fieldList(cursor: Cursor): Field[] {
  const fields = [parseFieldHere(cursor)];
  while (cursor.expect(')', ',').kind === ',') fields.push(parseFieldHere(cursor));
  return fields;
}

function attribute(cursor: Cursor): Field {
  const scope = cursor.next().kind;
  if (scope === 'parent.') {
    cursor.mistake ??= unsupportedError('parent');
    if (cursor.kind === 'span.' || cursor.kind === 'resource.') cursor.next();
  }
  const name = cursor.expect('IDENTIFIER').text;
  cursor.expect('END_ATTRIBUTE');
  const known = scope === '.' || scope === 'parent.' ? 'any' : (scope.slice(0, -1) as AttributeScope);
  return { kind: 'attribute', scope: known, name };
}

const intrinsicField = (intrinsic: Intrinsic): IntrinsicField => ({
  kind: 'intrinsic',
  intrinsic,
  text: intrinsicText(intrinsic),
});

/** As Tempo calls it in its answers. */
const intrinsicText = (intrinsic: Intrinsic): string => (intrinsic === 'childCount' ? 'span:childCount' : intrinsic);
