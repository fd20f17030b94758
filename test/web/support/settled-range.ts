/** Of the panels that show five minutes, s. */
export const STEP_S = 15;

/**
 * Five minutes of which all has come in, s: what is drawn for it can be asked again. It ends a step or two ago, which
 * `demo-setup.ts` waits for.
 */
export function settledRange(): { readonly from: number; readonly to: number } {
  const to = Math.floor(Date.now() / 1000 / STEP_S - 1) * STEP_S;
  return { from: to - 300, to };
}
