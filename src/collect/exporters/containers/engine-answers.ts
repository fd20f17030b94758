/** Answers of the Docker Engine API, as far as they are read here. https://docs.docker.com/reference/api/engine/ */

export interface ListedContainer {
  readonly Id: string;
}

export interface InspectedContainer {
  readonly Id: string;
  /** With a `/` in front. */
  readonly Name?: string;
  readonly Created?: string;
  readonly State?: { readonly Pid?: number; readonly StartedAt?: string; readonly Running?: boolean };
  readonly Config?: { readonly Image?: string; readonly Labels?: Readonly<Record<string, string>> | null };
  readonly HostConfig?: EngineHostConfig;
}

export interface EngineHostConfig {
  readonly NetworkMode?: string;
  readonly Memory?: number;
  readonly MemoryReservation?: number;
  readonly MemorySwap?: number;
  readonly CpuShares?: number;
  readonly CpuPeriod?: number;
  readonly CpuQuota?: number;
  readonly NanoCpus?: number;
}

export interface EngineStats {
  readonly cpu_stats?: {
    /** Nanoseconds. */
    readonly cpu_usage?: {
      readonly total_usage?: number;
      readonly usage_in_usermode?: number;
      readonly usage_in_kernelmode?: number;
    };
    readonly throttling_data?: {
      readonly periods?: number;
      readonly throttled_periods?: number;
      readonly throttled_time?: number;
    };
  };
  readonly memory_stats?: {
    readonly usage?: number;
    readonly max_usage?: number;
    readonly failcnt?: number;
    /** As `memory.stat` of the control group. */
    readonly stats?: Readonly<Record<string, number>>;
  };
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly EngineDiskCount[] | null;
    readonly io_serviced_recursive?: readonly EngineDiskCount[] | null;
  };
  readonly networks?: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
  readonly pids_stats?: { readonly current?: number; readonly limit?: number };
}

export interface EngineDiskCount {
  readonly major: number;
  readonly minor: number;
  readonly op: string;
  readonly value: number;
}
