import { quoted } from '../app/links';

const NEEDS_QUOTES = /[\s{}()=~!<>&|^,"\\]/u;

/** An attribute as TraceQL has it: `span.http.route`, `resource."odd name"`. */
export const attributeText = (scope: string, name: string): string =>
  `${scope}.${NEEDS_QUOTES.test(name) ? quoted(name) : name}`;

export const valueText = (value: string | number | boolean): string =>
  typeof value === 'string' ? quoted(value) : String(value);

/** `{ a && b }` */
export const selectorText = (...conditions: readonly string[]): string =>
  conditions.length === 0 ? '{ }' : `{ ${conditions.join(' && ')} }`;
