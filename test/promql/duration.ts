const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `1h30m`, `-5m` or seconds as a number (`90`, `1.5`), in ms. */
export function scriptDuration(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/^-?(\d+(ms|[smhdw]))+$/.test(text)) throw new Error(`${JSON.stringify(text)} is no duration`);
  const ms = [...text.matchAll(/(\d+)(ms|[smhdw])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * UNIT_MS[unit!]!,
    0,
  );
  return text.startsWith('-') ? -ms : ms;
}
