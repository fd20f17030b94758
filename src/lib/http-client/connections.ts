import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici';
import type { HttpClientConfig } from './http-client-config.js';
import { type Environment, proxyFor } from './proxy-choice.js';
import { readSecret } from './secret.js';
import { TlsFiles, type TlsMaterial } from './tls-material.js';

/** Scrapes come every minute as a rule; what is kept longer than that is used again. */
const KEEP_ALIVE_MS = 300_000;
const KEPT = {
  keepAliveTimeout: KEEP_ALIVE_MS,
  keepAliveMaxTimeout: 2 * KEEP_ALIVE_MS,
  // Deadlines are the caller's.
  headersTimeout: 0,
  bodyTimeout: 0,
} as const;

/** The connections of a client: one pool for each way of reaching a server. */
export class Connections {
  private readonly tls: TlsFiles;
  private readonly pools = new Map<string, Dispatcher>();
  private tlsVersion = 0;

  constructor(
    private readonly config: Pick<HttpClientConfig, 'tls' | 'proxy' | 'http2'>,
    private readonly environment: Environment,
  ) {
    this.tls = new TlsFiles(config.tls);
  }

  /** What to send a request for `url` with. Rejects where a file of the settings cannot be read. */
  async to(url: URL): Promise<Dispatcher> {
    const material = await this.tls.read();
    if (material.version !== this.tlsVersion) {
      this.tlsVersion = material.version;
      // Requests under way are finished.
      void this.close();
    }
    const proxy = proxyFor(url, this.config.proxy, this.environment);
    const headers = proxy === undefined ? {} : await this.connectHeaders();
    const key = JSON.stringify([proxy, headers]);
    let pool = this.pools.get(key);
    if (pool === undefined) {
      pool = proxy === undefined ? this.direct(material) : proxied(proxy, headers, material);
      this.pools.set(key, pool);
    }
    return pool;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.close()));
  }

  private direct({ options }: TlsMaterial): Dispatcher {
    const allowH2 = this.config.http2;
    const connector = buildConnector({ ...options, allowH2 } as buildConnector.BuildOptions);
    const { servername } = options;
    const connect: buildConnector.connector =
      servername === undefined ? connector : (to, done) => connector({ ...to, servername }, done);
    return new Agent({ ...KEPT, allowH2, connect });
  }

  private async connectHeaders(): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const [name, values] of Object.entries(this.config.proxy?.connectHeaders ?? {})) {
      headers[name.toLowerCase()] = (await Promise.all(values.map(readSecret))).join(', ');
    }
    return headers;
  }
}

function proxied(uri: string, headers: Record<string, string>, { options }: TlsMaterial): Dispatcher {
  return new ProxyAgent({
    ...KEPT,
    uri,
    headers,
    proxyTunnel: false,
    requestTls: options as buildConnector.BuildOptions,
    proxyTls: {
      rejectUnauthorized: options.rejectUnauthorized ?? true,
      ...(options.ca !== undefined && { ca: options.ca }),
    },
  });
}
