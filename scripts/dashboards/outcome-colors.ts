import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import { COLORS } from './thresholds.js';

/** How it went, by the values of `status` that services and HTTP have. */
const OUTCOMES: readonly (readonly [pattern: string, color: string])[] = [
  ['/^([23]..|success|completed)$/', COLORS.good],
  ['/^(4..|compensated)$/', COLORS.warn],
  ['/^(5..|failure|failed|error)$/', COLORS.bad],
];

/** Overrides for series that are named after an outcome: what went wrong never has the colour of what went well. */
export const outcomeColors = () =>
  OUTCOMES.map(([pattern, fixedColor]) => ({
    pattern,
    properties: [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } }],
  }));
