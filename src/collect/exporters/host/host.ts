import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import type { SourceTree } from '../sources.js';
import type { FileSystemSizes } from './file-system-sizes.js';
import type { NamePattern } from './name-pattern.js';

/** What collectors read. */
export interface Host {
  readonly proc: SourceTree;
  readonly sys: SourceTree;
  /** The network as process 1 has it: the host's, where its `/proc` is mounted. */
  readonly net: SourceTree;
  readonly root: SourceTree;
  readonly sizes: FileSystemSizes;
  /** Mount points, types of file systems and devices that are left out. */
  readonly excluded: {
    readonly mountPoint: NamePattern;
    readonly fileSystemType: NamePattern;
    readonly networkDevice: NamePattern;
    readonly disk: NamePattern;
  };
  /** ms since 1970. */
  now(): number;
}

/** Reads one part of the host. A rejection counts as that part's failure. */
export type Collect = (host: Host) => Promise<MetricFamily[]>;
