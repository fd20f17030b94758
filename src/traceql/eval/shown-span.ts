import type { Static } from '../../model/static.js';
import type { Field } from '../ast.js';
import { anchoredMatcher } from './anchored-matcher.js';
import { compares, comparesOfType } from './compare-statics.js';
import type { FieldCondition } from './compared-field.js';
import { itemsMeeting, itemsOfField, type SpanPredicate } from './expression.js';
import { fieldReader } from './field-value.js';
import type { EvaluatedSpan } from './span.js';
import type { TouchedField } from './touched-fields.js';

/** What shows of a span in a search's answer. */
export interface ShownSpan {
  /** The span's name, where the query asks for it. */
  readonly name?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Static }[];
}

/** Intrinsics that an answer shows in places of their own, or not at all. */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'duration',
  'name',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'trace:id',
  'span:id',
]);

/** A field with all that a query says of it. */
interface ShownField {
  readonly field: Field;
  readonly read: (span: EvaluatedSpan) => Static;
  /** Of which one has to hold for a value to show, unless `all` do. */
  readonly wanted: ((value: Static) => boolean)[];
  all: boolean;
  /** That it is missing is what the query asks for. */
  nil: boolean;
}

/**
 * Shows of a span the fields that the query touched, without their scopes: of a field that is only compared, the values
 * (elements of an array) for which one of its comparisons holds; of several events, the last that meets all that is asked
 * of events.
 */
export function compileShown(touched: readonly TouchedField[]): (span: EvaluatedSpan) => ShownSpan {
  const fields = shownFields(touched);
  const single = compileSingleItems(fields);
  return (span) => {
    const attributes = new Map<string, Static>();
    const narrowed = single(span);
    let name: string | undefined;
    for (const { field, read, wanted, all, nil } of fields) {
      const value = read(narrowed);
      const shown = all ? value : selected(value, wanted);
      if (isNothing(shown)) {
        if (nil && (value.type === 'nil' || itemsOfField(field) !== undefined)) attributes.set(keyOf(field), NIL);
      } else if (field.kind === 'intrinsic' && NOT_SHOWN.has(field.intrinsic)) {
        if (field.intrinsic === 'name') name = span.name;
      } else attributes.set(keyOf(field), shown);
    }
    return {
      ...(name !== undefined && { name }),
      attributes: [...attributes].map(([key, value]) => ({ key, value })),
    };
  };
}

function shownFields(touched: readonly TouchedField[]): readonly ShownField[] {
  const fields = new Map<string, ShownField>();
  for (const { field, condition } of touched) {
    const key = field.kind === 'intrinsic' ? field.intrinsic : `${field.scope}.${field.name}`;
    const one = fields.get(key) ?? { field, read: fieldReader(field), wanted: [], all: false, nil: false };
    fields.set(key, one);
    if (condition === undefined) one.all = true;
    else if (condition.value.type !== 'nil') one.wanted.push(compileWanted(field, condition));
    else if (condition.op === '=') one.nil = true;
    else one.all = true;
  }
  return [...fields.values()];
}

/** The span with one event and one link of those that meet what is asked of them, the last ones. */
function compileSingleItems(fields: readonly ShownField[]): (span: EvaluatedSpan) => EvaluatedSpan {
  const asked = (['events', 'links'] as const).map((items) => ({
    items,
    predicates: fields
      .filter(({ field, wanted }) => itemsOfField(field) === items && wanted.length > 0)
      .map(
        ({ read, wanted }): SpanPredicate =>
          (span) =>
            !isNothing(selected(read(span), wanted)),
      ),
  }));
  return (span) => {
    let narrowed = span;
    for (const { items, predicates } of asked) {
      if (span[items].length < 2) continue;
      const last = itemsMeeting(span, items, predicates).at(-1);
      if (last !== undefined && predicates.length > 0) narrowed = { ...narrowed, [items]: [last] };
    }
    return narrowed;
  };
}

const NIL: Static = { type: 'nil' };

const isNothing = (value: Static): boolean =>
  value.type === 'nil' || (value.type === 'array' && value.values.length === 0);

const keyOf = (field: Field): string =>
  field.kind === 'attribute' ? field.name : field.intrinsic === 'childCount' ? 'span:childCount' : field.intrinsic;

function selected(value: Static, wanted: readonly ((value: Static) => boolean)[]): Static {
  if (value.type !== 'array') return wanted.some((holds) => holds(value)) ? value : NIL;
  const values = value.values.filter((element) => wanted.some((holds) => holds(element)));
  return values.length === 1 ? values[0]! : { ...value, values };
}

function compileWanted(field: Field, { op, value }: FieldCondition): (value: Static) => boolean {
  if (op === '=~' || op === '!~') {
    const matches = anchoredMatcher(value.type === 'string' ? value.value : '');
    return (one) => one.type === 'string' && matches(one.value) === (op === '=~');
  }
  const holds = field.kind === 'attribute' ? comparesOfType : compares;
  return (one) => holds(op, one, value);
}
