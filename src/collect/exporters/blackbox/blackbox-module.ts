import type { HttpClientConfig, TlsConfig } from '../../../lib/http-client/http-client-config.js';

/**
 * How a target is probed. https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
 */
export interface BlackboxModule {
  /** Undefined: as long as the scrape allows. */
  readonly timeoutMs: number | undefined;
  readonly probe: ProbeConfig;
}

export type ProbeConfig =
  | ({ readonly prober: 'http' } & HttpProbe)
  | ({ readonly prober: 'tcp' } & TcpProbe)
  | ({ readonly prober: 'dns' } & DnsProbe)
  | ({ readonly prober: 'icmp' } & IcmpProbe)
  | ({ readonly prober: 'grpc' } & GrpcProbe);

export interface IpChoice {
  readonly preferredIpProtocol: 'ip4' | 'ip6';
  readonly ipProtocolFallback: boolean;
}

export interface HeaderMatch {
  readonly header: string;
  /** RE2. */
  readonly regexp: string;
  readonly allowMissing: boolean;
}

export interface HttpProbe extends IpChoice {
  /** Empty: 200 to 299. */
  readonly validStatusCodes: readonly number[];
  /** Empty: any. `HTTP/1.1`, `HTTP/2.0`. */
  readonly validHttpVersions: readonly string[];
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes; 0 for the program's own bound. */
  readonly bodySizeLimit: number;
  readonly compression: 'gzip' | 'br' | 'deflate' | 'identity' | '';
  readonly failIfSsl: boolean;
  readonly failIfNotSsl: boolean;
  readonly failIfBodyMatches: readonly string[];
  readonly failIfBodyNotMatches: readonly string[];
  readonly failIfHeaderMatches: readonly HeaderMatch[];
  readonly failIfHeaderNotMatches: readonly HeaderMatch[];
  readonly body: string;
  readonly bodyFile: string | undefined;
  /** Credentials, TLS, proxy, redirects, HTTP/2. */
  readonly client: HttpClientConfig;
}

export interface QueryResponse {
  /** RE2, matched against one line after another. */
  readonly expect: string;
  /** Put upon `probe_expect_info`; values refer to groups of `expect`. */
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  /** Sent with a newline behind it; refers to groups of `expect`. */
  readonly send: string;
  readonly starttls: boolean;
}

export interface TcpProbe extends IpChoice {
  readonly sourceIpAddress: string | undefined;
  readonly queryResponse: readonly QueryResponse[];
  readonly isSecured: boolean;
  readonly tls: TlsConfig | undefined;
}

export interface RecordChecks {
  readonly failIfMatches: readonly string[];
  readonly failIfAllMatch: readonly string[];
  readonly failIfNotMatches: readonly string[];
  readonly failIfNoneMatches: readonly string[];
}

export interface DnsProbe extends IpChoice {
  readonly sourceIpAddress: string | undefined;
  readonly transport: 'udp' | 'tcp';
  readonly isSecured: boolean;
  readonly tls: TlsConfig | undefined;
  readonly queryName: string;
  readonly queryType: string;
  readonly queryClass: string;
  readonly recursionDesired: boolean;
  readonly validRcodes: readonly string[];
  readonly answers: RecordChecks;
  readonly authorities: RecordChecks;
  readonly additionals: RecordChecks;
}

export type IcmpProbe = IpChoice;

export interface GrpcProbe extends IpChoice {
  readonly service: string;
  readonly isSecured: boolean;
  readonly tls: TlsConfig | undefined;
}
