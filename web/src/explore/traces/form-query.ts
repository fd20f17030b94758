import { selectorBody, selectorOf } from './selector';

export const OPERATORS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

/** A condition on any attribute, its value as TraceQL has it. */
export interface AttributeFilter {
  readonly name: string;
  readonly operator: Operator;
  /** `"text"`, `5`, `true`, `20ms` */
  readonly value: string;
}

/** What the search form holds; `''` for what may be anything. */
export interface SearchForm {
  readonly service: string;
  readonly operation: string;
  readonly status: '' | 'error' | 'ok' | 'unset';
  /** `20ms` */
  readonly least: string;
  readonly most: string;
  readonly attributes: readonly AttributeFilter[];
}

export const EMPTY_FORM: SearchForm = { service: '', operation: '', status: '', least: '', most: '', attributes: [] };

export function formQuery(form: SearchForm): string {
  const { service, operation, status, least, most, attributes } = form;
  return selectorOf([
    ...(service === '' ? [] : [`resource.service.name = ${JSON.stringify(service)}`]),
    ...(operation === '' ? [] : [`name = ${JSON.stringify(operation)}`]),
    ...(status === '' ? [] : [`status = ${status}`]),
    ...(least === '' ? [] : [`duration >= ${least}`]),
    ...(most === '' ? [] : [`duration <= ${most}`]),
    ...attributes.map(({ name, operator, value }) => `${name} ${operator} ${value}`),
  ]);
}

const NAME = /^\s*((?:[^\s{}()=~!<>&|^,"]|"(?:[^"\\]|\\.)*")+)\s*(=~|!~|!=|>=|<=|=|>|<)\s*/;
const VALUE = /^("(?:[^"\\]|\\.)*"|[^\s{}()=~!<>&|^,"`]+)\s*(?:&&|$)/;

/** The form of a query that is conditions joined by `&&`; undefined where it says more than the form can. */
export function readForm(query: string): SearchForm | undefined {
  let rest = query.trim() === '' ? '' : selectorBody(query);
  if (rest === undefined) return undefined;
  let form = EMPTY_FORM;
  while (rest !== '') {
    const name = NAME.exec(rest);
    if (name === null) return undefined;
    const value = VALUE.exec(rest.slice(name[0].length));
    if (value === null) return undefined;
    form = withFilter(form, { name: name[1]!, operator: name[2] as Operator, value: value[1]! });
    const read = name[0].length + value[0].length;
    const left = rest.slice(read).trim();
    if (left === '' && value[0].endsWith('&&')) return undefined;
    rest = left;
  }
  return form;
}

/** Into its own field where there is one and it is free. */
function withFilter(form: SearchForm, filter: AttributeFilter): SearchForm {
  const { name, operator, value } = filter;
  const field = FIELDS[`${name} ${operator}`];
  const read = field?.read(value);
  if (field === undefined || read === undefined || form[field.of] !== '' || form.attributes.length > 0) {
    return { ...form, attributes: [...form.attributes, filter] };
  }
  return { ...form, [field.of]: read };
}

interface FormField {
  readonly of: 'service' | 'operation' | 'status' | 'least' | 'most';
  /** Undefined for what the field cannot hold. */
  readonly read: (value: string) => string | undefined;
}

const text = (value: string): string | undefined => {
  if (!value.startsWith('"')) return undefined;
  try {
    return (JSON.parse(value) as string) || undefined;
  } catch {
    return undefined;
  }
};
const duration = (value: string): string | undefined => (isDuration(value) ? value : undefined);

/** As TraceQL has durations: `1.5s`, `1h30m`. */
export const isDuration = (value: string): boolean => /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(value);

const FIELDS: Readonly<Record<string, FormField>> = {
  'resource.service.name =': { of: 'service', read: text },
  'name =': { of: 'operation', read: text },
  'status =': {
    of: 'status',
    read: (value) => (['error', 'ok', 'unset'].includes(value) ? value : undefined),
  },
  'duration >=': { of: 'least', read: duration },
  'duration <=': { of: 'most', read: duration },
};
