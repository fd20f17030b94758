/** One line of INFO. */
export interface InfoField {
  /** In lower case: `commandstats`. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** What INFO answers, line by line. https://redis.io/docs/latest/commands/info/ */
export function parseInfo(text: string): InfoField[] {
  const fields: InfoField[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.startsWith('#')) section = trimmed.slice(1).trim().toLowerCase();
    const colon = trimmed.indexOf(':');
    if (trimmed.startsWith('#') || colon <= 0) continue;
    fields.push({ section, key: trimmed.slice(0, colon), value: trimmed.slice(colon + 1) });
  }
  return fields;
}

/** `keys=1,expires=0`: names and values between commas. */
export const parsePairs = (text: string): Map<string, string> =>
  new Map(
    text.split(',').flatMap((pair) => {
      const equals = pair.indexOf('=');
      return equals <= 0 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)] as const];
    }),
  );

/** A number, or what stands for one: `ok`, `fail`. Undefined for other text. */
export function infoNumber(text: string): number | undefined {
  if (text === 'ok' || text === 'true') return 1;
  if (text === 'err' || text === 'fail' || text === 'false') return 0;
  const number = text.trim() === '' ? Number.NaN : Number(text.replace(/%$/, ''));
  return Number.isFinite(number) ? number : undefined;
}
