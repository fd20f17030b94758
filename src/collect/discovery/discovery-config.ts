import type { HttpClientConfig, Secret } from '../../lib/http-client/http-client-config.js';

/**
 * One entry of a `*_sd_configs`, or all of a job's `static_configs`.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export type DiscoveryConfig =
  | StaticDiscoveryConfig
  | FileDiscoveryConfig
  | HttpDiscoveryConfig
  | DnsDiscoveryConfig
  | DockerDiscoveryConfig
  | DockerSwarmDiscoveryConfig
  | KubernetesDiscoveryConfig
  | ConsulDiscoveryConfig;

export type DiscoveryKind = DiscoveryConfig['kind'];

/** The entry of one kind. */
export type DiscoveryConfigOf<K extends DiscoveryKind> = Extract<DiscoveryConfig, { kind: K }>;

export interface StaticDiscoveryConfig {
  readonly kind: 'static';
  readonly groups: readonly StaticGroup[];
}

interface StaticGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

export interface FileDiscoveryConfig {
  readonly kind: 'file';
  /** Absolute; the last part may have one `*`. */
  readonly files: readonly string[];
  readonly refreshMs: number;
}

export interface HttpDiscoveryConfig {
  readonly kind: 'http';
  readonly url: string;
  readonly refreshMs: number;
  readonly http: HttpClientConfig;
}

export interface DnsDiscoveryConfig {
  readonly kind: 'dns';
  readonly names: readonly string[];
  readonly type: 'A' | 'AAAA' | 'MX' | 'NS' | 'SRV';
  /** Of all but SRV. */
  readonly port: number;
  readonly refreshMs: number;
}

/** What both discoveries of Docker need. */
interface EngineDiscovery {
  /** `unix:///var/run/docker.sock`, `tcp://host:2375`, `http://…` or `https://…`. */
  readonly host: string;
  /** Where nothing is published. */
  readonly port: number;
  readonly filters: readonly EngineFilter[];
  readonly refreshMs: number;
  readonly http: HttpClientConfig;
}

export interface EngineFilter {
  readonly name: string;
  readonly values: readonly string[];
}

export interface DockerDiscoveryConfig extends EngineDiscovery {
  readonly kind: 'docker';
  readonly hostNetworkingHost: string;
  readonly matchFirstNetwork: boolean;
}

export interface DockerSwarmDiscoveryConfig extends EngineDiscovery {
  readonly kind: 'dockerswarm';
  readonly role: 'services' | 'tasks' | 'nodes';
}

export type KubernetesRole = 'node' | 'service' | 'pod' | 'endpoints' | 'endpointslice' | 'ingress';

export interface KubernetesDiscoveryConfig {
  readonly kind: 'kubernetes';
  readonly role: KubernetesRole;
  /** Without it and without `kubeconfigFile` the program is taken to run in the cluster. */
  readonly apiServer?: string;
  readonly kubeconfigFile?: string;
  /** None stands for all. */
  readonly namespaces: readonly string[];
  readonly ownNamespace: boolean;
  readonly selectors: readonly KubernetesSelector[];
  readonly attach: KubernetesAttached;
  readonly http: HttpClientConfig;
}

interface KubernetesSelector {
  readonly role: KubernetesRole;
  readonly label: string;
  readonly field: string;
}

/** What is told of a target beside its own object. */
export interface KubernetesAttached {
  readonly node: boolean;
  readonly namespace: boolean;
  readonly deployment: boolean;
  readonly job: boolean;
  readonly cronjob: boolean;
}

export interface ConsulDiscoveryConfig {
  readonly kind: 'consul';
  readonly scheme: 'http' | 'https';
  readonly server: string;
  readonly pathPrefix: string;
  readonly token?: Secret;
  readonly datacenter: string;
  readonly namespace: string;
  readonly partition: string;
  /** None stands for all. */
  readonly services: readonly string[];
  readonly tags: readonly string[];
  readonly nodeMeta: Readonly<Record<string, string>>;
  /** Expression over the catalog's services. */
  readonly filter: string;
  /** Expression over the instances of each. */
  readonly healthFilter: string;
  readonly tagSeparator: string;
  readonly allowStale: boolean;
  readonly refreshMs: number;
  readonly http: HttpClientConfig;
}
