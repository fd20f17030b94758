/** What stands in the braces of a query that is one selector, `{ … }`; undefined for any other. */
export function selectorBody(query: string): string | undefined {
  return /^\s*\{((?:[^{}"`]|"(?:[^"\\]|\\.)*"|`[^`]*`)*)\}\s*$/.exec(query)?.[1]?.trim();
}

/** A selector with further conditions; undefined where the query is more than one selector. */
export function withConditions(query: string, conditions: readonly string[]): string | undefined {
  const body = selectorBody(query);
  if (body === undefined) return undefined;
  const own = body === '' ? [] : [hasAlternatives(body) ? `(${body})` : body];
  return selectorOf([...own, ...conditions]);
}

export const selectorOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '{ }' : `{ ${conditions.join(' && ')} }`;

const hasAlternatives = (body: string): boolean => body.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""').includes('||');
