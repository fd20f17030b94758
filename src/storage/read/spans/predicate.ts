/** A condition in SQL. Conditions that are the same for every row are known as such, so that nothing is read for them. */
export type Predicate = string;

export const ALWAYS: Predicate = '1';
export const NEVER: Predicate = '0';

export function allOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.includes(NEVER)) return NEVER;
  const parts = predicates.filter((predicate) => predicate !== ALWAYS);
  if (parts.length <= 1) return parts[0] ?? ALWAYS;
  return `(${parts.join(' AND ')})`;
}

export function anyOf(predicates: readonly Predicate[]): Predicate {
  if (predicates.includes(ALWAYS)) return ALWAYS;
  const parts = predicates.filter((predicate) => predicate !== NEVER);
  if (parts.length <= 1) return parts[0] ?? NEVER;
  return `(${parts.join(' OR ')})`;
}

/** The opposite of a predicate that is never NULL. */
export function not(predicate: Predicate): Predicate {
  if (predicate === ALWAYS) return NEVER;
  return predicate === NEVER ? ALWAYS : `(NOT ${predicate})`;
}
