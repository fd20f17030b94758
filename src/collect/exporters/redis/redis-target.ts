import type { Secret, TlsConfig } from '../../../lib/http-client/http-client-config.js';

/** A Redis and how one connects to it. */
export interface RedisTarget {
  /** `redis://user:password@host:port`, `rediss://…` with TLS, `unix:///path`, or `host:port`. */
  readonly address: string;
  /** Where the address has none. */
  readonly username?: string;
  readonly password?: Secret;
  readonly tls?: TlsConfig;
}

/** Where an address leads. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  /** Of a Unix socket, in place of both. */
  readonly path: string | undefined;
  readonly isSecured: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

const SCHEMES: Readonly<Record<string, boolean>> = {
  'redis:': false,
  'rediss:': true,
  'valkey:': false,
  'valkeys:': true,
};

/** Throws an `Error` that does not repeat the address, which may hold a password. */
export function parseAddress(address: string): RedisPlace {
  const text = /^[a-z]+:\/\//i.test(address) ? address : `redis://${address}`;
  let url: URL;
  try {
    url = new URL(text);
    const [username, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    const credentials = { username: username || undefined, password: password || undefined };
    if (url.protocol === 'unix:')
      return { host: '', port: 0, path: decodeURIComponent(url.pathname), isSecured: false, ...credentials };
    const isSecured = SCHEMES[url.protocol];
    if (isSecured === undefined || url.hostname === '') throw new Error();
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return { host, port: Number(url.port || 6379), path: undefined, isSecured, ...credentials };
  } catch {
    throw new Error(
      'the address of a Redis is none of redis://host:port, rediss://host:port, unix:///path and host:port',
    );
  }
}

/** The address as it may be shown. */
export const shownAddress = ({ host, port, path, isSecured }: RedisPlace): string => {
  if (path !== undefined) return `unix://${path}`;
  return `${isSecured ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
};
