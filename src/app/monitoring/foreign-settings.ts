/**
 * Maps whose keys their owner chooses, so that `…_file` means nothing in them.
 * https://prometheus.io/docs/alerting/latest/configuration/
 */
const FREE_MAPS: ReadonlySet<string> = new Set([
  'details',
  'fields',
  'custom_fields',
  'headers',
  'attributes',
  'endpoint_params',
]);

/** Keys of an SNS receiver's `sigv4` that name what belongs to the program, and those without which it takes the program's. */
const PROGRAM_CREDENTIALS = ['profile'];
const OWN_CREDENTIALS = ['access_key', 'secret_key'];

/**
 * The first setting of an `alertmanager.yml` (plain data) by which it would read what belongs to the program: files, and
 * credentials for AWS that it does not give itself. Undefined where there is none. Tenants must not have them.
 */
export function foreignSetting(value: unknown, path = ''): string | undefined {
  if (Array.isArray(value)) return first(value.entries(), (item, i) => foreignSetting(item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return undefined;
  return first(Object.entries(value), (inner, key) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (key.endsWith('_file') && isGiven(inner)) return `${place} is not allowed: it reads a file of the server`;
    if (key === 'http_headers') return headerFiles(inner, place);
    if (key === 'sns_configs') return awsCredentials(inner, place) ?? foreignSetting(inner, place);
    return FREE_MAPS.has(key) ? undefined : foreignSetting(inner, place);
  });
}

const headerFiles = (headers: unknown, place: string): string | undefined =>
  first(Object.entries(headers ?? {}), (header, name) =>
    isGiven((header as { files?: unknown } | null)?.files)
      ? `${place}.${name}.files is not allowed: it reads files of the server`
      : undefined,
  );

const awsCredentials = (receivers: unknown, place: string): string | undefined =>
  first((receivers as readonly unknown[] | null)?.entries() ?? [], (receiver, i) => {
    const sigv4 = (receiver as { sigv4?: Readonly<Record<string, unknown>> } | null)?.sigv4 ?? {};
    if (PROGRAM_CREDENTIALS.some((key) => isGiven(sigv4[key])))
      return `${place}[${i}].sigv4.profile is not allowed: it is the server's`;
    if (OWN_CREDENTIALS.every((key) => isGiven(sigv4[key]))) return undefined;
    return `${place}[${i}].sigv4 needs access_key and secret_key: those of the server are not for tenants`;
  });

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function first<K, V>(entries: Iterable<readonly [K, V]>, problemOf: (value: V, key: K) => string | undefined) {
  for (const [key, value] of entries) {
    const problem = problemOf(value, key);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
