/** Consul's answers, as far as they are read. https://developer.hashicorp.com/consul/api-docs */

/** `/v1/catalog/services`: tags by the names of services. */
export type ConsulServices = Readonly<Record<string, readonly string[] | null>>;

/** One instance of `/v1/health/service/<name>`. */
export interface ConsulInstance {
  readonly Node?: {
    readonly Node?: string;
    readonly Address?: string;
    readonly Datacenter?: string;
    readonly TaggedAddresses?: Readonly<Record<string, string>> | null;
    readonly Meta?: Readonly<Record<string, string>> | null;
  };
  readonly Service?: {
    readonly ID?: string;
    readonly Service?: string;
    readonly Tags?: readonly string[] | null;
    readonly Address?: string;
    readonly Port?: number;
    readonly Meta?: Readonly<Record<string, string>> | null;
    readonly Namespace?: string;
    readonly Partition?: string;
  };
  readonly Checks?: readonly ConsulCheck[] | null;
}

export interface ConsulCheck {
  readonly CheckID?: string;
  readonly Status?: string;
}
