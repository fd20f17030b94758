/** Labels of a target; what is no text, number or truth value, or is empty, is left out. */
export function labelSet(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    if (value !== '') labels[name] = String(value);
  }
  return labels;
}

/** A meta label for each entry of a map, `prefix` in front. */
export function prefixedLabels(prefix: string, map: Readonly<Record<string, unknown>> | undefined | null) {
  return labelSet(
    Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [prefix + labelName(key), value])),
  );
}

/** `text` as a part of a label's name: what such a name cannot have becomes `_`. */
export const labelName = (text: string): string => text.replace(/[^a-zA-Z0-9_]/g, '_');

/** An address with its port, IPv6 in brackets. */
export const hostPort = (host: string, port: number | string): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
