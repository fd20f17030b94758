/** An expression as it stands in a panel or a request, its members as Grafana's editors write them. */
export interface Expression {
  readonly refId: string;
  readonly [member: string]: unknown;
}

/** A member where it is a text, trimmed; `''` else. */
export function textOf(expression: Expression, member: string): string {
  const value = expression[member];
  return typeof value === 'string' ? value.trim() : '';
}

/** A member, or a part of one, as an object; empty where it is none. */
export const partOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** By which dashboards name what calculates: a type, a uid of today and of before, and a name. */
const SOURCES: ReadonlySet<string> = new Set(['__expr__', '-100', 'Expression']);

/** Whether this uid, type, id or name is Grafana's data source of expressions. */
export const isExpressionSource = (key: string): boolean => SOURCES.has(key);
