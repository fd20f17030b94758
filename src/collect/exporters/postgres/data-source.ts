/** Where a server is and how one connects to it. */
export interface DataSource {
  /** A directory where it begins with `/`: that of the Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly sslMode: SslMode;
  /** Paths of PEM files. */
  readonly sslRootCert: string | undefined;
  readonly sslCert: string | undefined;
  readonly sslKey: string | undefined;
}

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
type SslMode = (typeof SSL_MODES)[number];

type Parameters = Record<string, string>;

/**
 * A connection URI, `postgresql://user:password@host:port/database?sslmode=…`, or `host=… user=…`. What it does not say is
 * libpq's default. Throws an `Error` that does not repeat the text, which may hold a password.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 */
export function parseDataSource(text: string): DataSource {
  const given = /^[a-z]+:\/\//i.test(text) ? uriParameters(text) : keywordParameters(text);
  const port = Number(given.port || 5432);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('its port is not a number from 1 to 65535');
  const sslMode = (given.sslmode || 'prefer') as SslMode;
  if (!SSL_MODES.includes(sslMode)) throw new Error(`its sslmode is none of ${SSL_MODES.join(', ')}`);
  const host = given.host || given.hostaddr || 'localhost';
  if (host.includes(',')) throw new Error('it names several hosts; give one data source for each');
  return {
    host,
    port,
    user: given.user || undefined,
    password: given.password || undefined,
    database: given.dbname || undefined,
    sslMode,
    sslRootCert: given.sslrootcert || undefined,
    sslCert: given.sslcert || undefined,
    sslKey: given.sslkey || undefined,
  };
}

/** Of the `server` label. */
export const serverName = ({ host, port }: DataSource): string => `${host}:${port}`;

function uriParameters(text: string): Parameters {
  let url: URL;
  let decoded: Parameters;
  try {
    url = new URL(text);
    decoded = {
      host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ''),
      port: url.port,
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      dbname: decodeURIComponent(url.pathname.slice(1)),
    };
  } catch {
    throw new Error('it is not a URI; characters of a password such as @ and / are written as %40 and %2F');
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw new Error('it does not begin with postgresql://');
  return { ...decoded, ...Object.fromEntries(url.searchParams) };
}

/** `keyword = value`, with quotes around values that have spaces. */
function keywordParameters(text: string): Parameters {
  const parameters: Parameters = {};
  const pair = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)/gy;
  let at = 0;
  for (const match of text.matchAll(pair)) {
    parameters[match[1]!] = (match[2] ?? match[3]!).replaceAll(/\\(.)/g, '$1');
    at = match.index + match[0].length;
  }
  if (text.slice(at).trim() !== '' || at === 0)
    throw new Error('it is neither a URI, postgresql://user@host/database, nor of the form host=… user=… dbname=…');
  return parameters;
}
