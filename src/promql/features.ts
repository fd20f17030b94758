/** Experimental parts of the language, by the names of Prometheus' `--enable-feature`. */
export const FEATURES = [
  'promql-experimental-functions',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
  'promql-delayed-name-removal',
] as const;

export type Feature = (typeof FEATURES)[number];

export type Features = ReadonlySet<Feature>;
