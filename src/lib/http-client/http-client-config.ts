/**
 * How requests of ours are made, as the files of Prometheus and the Alertmanager say it. Files are read each time that they
 * are needed, so that what rotates is followed.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config
 */
export interface HttpClientConfig {
  readonly basicAuth?: {
    readonly username?: Secret;
    readonly password?: Secret;
  };
  readonly authorization?: { readonly type: string; readonly credentials: Secret };
  readonly oauth2?: OAuth2Config;
  readonly tls?: TlsConfig;
  readonly proxy?: ProxyConfig;
  /** Sent with every request; secret values are not shown. */
  readonly headers?: readonly { readonly name: string; readonly values: readonly Secret[] }[];
  readonly followRedirects: boolean;
  readonly http2: boolean;
}

/** A text that is never logged or shown: given in the configuration, or read from a file each time. */
export type Secret = { readonly text: string } | { readonly file: string };

export interface TlsConfig {
  /** PEM, in place or as a file. */
  readonly ca?: Secret;
  readonly cert?: Secret;
  readonly key?: Secret;
  readonly serverName?: string;
  readonly insecureSkipVerify: boolean;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
}

type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

export interface ProxyConfig {
  readonly url?: string;
  /** Names, domains, addresses and networks that are reached without it, separated by commas. */
  readonly noProxy?: string;
  /** Takes HTTP_PROXY, HTTPS_PROXY and NO_PROXY in place of both. */
  readonly fromEnvironment: boolean;
  readonly connectHeaders?: Readonly<Record<string, readonly Secret[]>>;
}

export interface OAuth2Config {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scopes: readonly string[];
  readonly tokenUrl: string;
  readonly endpointParams: Readonly<Record<string, string>>;
  readonly tls?: TlsConfig;
  readonly proxy?: ProxyConfig;
}

export const PLAIN_HTTP: HttpClientConfig = { followRedirects: true, http2: true };
