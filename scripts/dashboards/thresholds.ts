import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';

/** Blue, orange, red: told apart with every kind of colour blindness, and of different lightness. */
export const COLORS = { good: 'blue', warn: 'orange', bad: 'red', neutral: 'text' } as const;

type Color = (typeof COLORS)[keyof typeof COLORS];

/** From which value on a figure looks how; in the figure's own unit. */
export interface Limits {
  readonly warn?: number;
  readonly bad?: number;
  /** Great values are good ones: `bad` is below `warn`. */
  readonly isMoreBetter?: boolean;
}

/** Without limits all values look alike; `good` is the colour of those that are within them. */
export function thresholds(
  { warn, bad, isMoreBetter = false }: Limits,
  good: Color = COLORS.good,
): ThresholdsConfigBuilder {
  const steps: { value: number | null; color: Color }[] = isMoreBetter
    ? [
        { value: null, color: bad === undefined ? COLORS.warn : COLORS.bad },
        ...(bad === undefined ? [] : [{ value: bad, color: warn === undefined ? good : COLORS.warn }]),
        ...(warn === undefined ? [] : [{ value: warn, color: good }]),
      ]
    : [
        { value: null, color: good },
        ...(warn === undefined ? [] : [{ value: warn, color: COLORS.warn }]),
        ...(bad === undefined ? [] : [{ value: bad, color: COLORS.bad }]),
      ];
  const isPlain = warn === undefined && bad === undefined;
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(isPlain ? [{ value: null, color: COLORS.neutral }] : steps);
}

export const hasLimits = ({ warn, bad }: Limits): boolean => warn !== undefined || bad !== undefined;
