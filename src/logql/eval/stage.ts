import type { EntryLabels } from './entry-labels.js';

/** An entry on its way through the stages of a pipeline, which change it in place. */
export interface PipelineEntry {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  line: string;
  readonly labels: EntryLabels;
}

/** One stage, made once for each query. False: the entry is left out. Never throws on what an entry holds. */
export type StageFunction = (entry: PipelineEntry) => boolean;
