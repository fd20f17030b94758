import type { Secret } from '../../../lib/http-client/http-client-config.js';
import { readSecret } from '../../../lib/http-client/secret.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The data sources that the environment names as for postgres_exporter, none where it names none: `DATA_SOURCE_NAME`
 * (several between commas) or the parts `DATA_SOURCE_URI`, `DATA_SOURCE_USER` and `DATA_SOURCE_PASS`, each of them also
 * with `_FILE`. Rejects where a file cannot be read.
 * https://github.com/prometheus-community/postgres_exporter#environment-variables
 */
export async function environmentSources(environment: Environment): Promise<Secret[]> {
  const read = async (name: string): Promise<string> => {
    const file = environment[`${name}_FILE`];
    return file ? readSecret({ file }) : (environment[name] ?? '');
  };
  const names = (await read('DATA_SOURCE_NAME'))
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length > 0) return names.map((text) => ({ text }));
  const uri = await read('DATA_SOURCE_URI');
  if (uri === '') return [];
  const [user, password] = [await read('DATA_SOURCE_USER'), await read('DATA_SOURCE_PASS')].map(encodeURIComponent);
  const credentials = password === '' ? user : `${user}:${password}`;
  return [{ text: `postgresql://${credentials === '' ? '' : `${credentials}@`}${uri}` }];
}
