/**
 * What a histogram says about counter resets between the one before and itself: `NativeHistogram.resetHint`.
 * https://prometheus.io/docs/specs/native_histograms/#counter-reset-hint
 */
export const UNKNOWN = 0;
export const RESET = 1;
export const NO_RESET = 2;
export const GAUGE = 3;

/** The hint of a sum or difference: gauge wins over all, unknown over the rest. */
export function joinHints(a: number, b: number): { readonly hint: number; readonly collision: boolean } {
  if (a === b) return { hint: a, collision: false };
  if (a === GAUGE || b === GAUGE) return { hint: GAUGE, collision: false };
  return { hint: UNKNOWN, collision: a !== UNKNOWN && b !== UNKNOWN };
}
