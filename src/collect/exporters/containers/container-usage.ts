/** What a container has used; what its source does not say is left out. */
export interface ContainerUsage {
  readonly cpu?: CpuUsage;
  readonly memory?: MemoryUsage;
  readonly disks?: readonly DiskUsage[];
  readonly networks?: readonly NetworkUsage[];
  readonly tasks?: TaskUsage;
}

type Figure = number | undefined;

export interface CpuUsage {
  readonly totalSeconds: Figure;
  readonly userSeconds: Figure;
  readonly systemSeconds: Figure;
  readonly periods: Figure;
  readonly throttledPeriods: Figure;
  readonly throttledSeconds: Figure;
}

/** Bytes, and counts of failures. */
export interface MemoryUsage {
  readonly usage: Figure;
  readonly workingSet: Figure;
  readonly rss: Figure;
  readonly cache: Figure;
  readonly mappedFiles: Figure;
  readonly swap: Figure;
  readonly kernel: Figure;
  readonly most: Figure;
  readonly failures: Figure;
  readonly pageFaults: Figure;
  readonly majorPageFaults: Figure;
  readonly kills: Figure;
}

export interface DiskUsage {
  /** `8:0` */
  readonly number: string;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly reads: number;
  readonly writes: number;
}

/** What went in and out of one device. */
export interface NetworkUsage {
  readonly device: string;
  readonly received: NetworkCounts;
  readonly sent: NetworkCounts;
}

export interface NetworkCounts {
  readonly bytes: Figure;
  readonly packets: Figure;
  readonly errors: Figure;
  readonly dropped: Figure;
}

export interface TaskUsage {
  readonly processes?: Figure;
  readonly threads: Figure;
  readonly threadsMax: Figure;
  /** Processes by the letter of their state. */
  readonly states?: ReadonlyMap<string, number>;
}

/** What could not be freed soon: what is used without the files that nobody has read lately. */
export const workingSet = (usage: number | undefined, inactiveFiles: number | undefined): number | undefined =>
  usage === undefined ? undefined : Math.max(0, usage - (inactiveFiles ?? 0));
