import type { EntryLabels } from './entry-labels.js';

/** An entry on its way through the stages of a pipeline, which change it in place. */
export interface PipelineEntry {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  line: string;
  readonly labels: EntryLabels;
  /** That the stages may still take, about one for each 64 characters that they read or make. */
  steps: number;
}

/** That all stages together may take on one entry: a few tenths of a second. */
export const STEPS_PER_ENTRY = 1_000_000;

/** An entry before the first stage. `ns`: nanoseconds since 1970. */
export const pipelineEntry = (labels: EntryLabels, line = '', ns = 0n): PipelineEntry => ({
  ns,
  line,
  labels,
  steps: STEPS_PER_ENTRY,
});

/** One stage, made once for each query. False: the entry is left out. Never throws on what an entry holds. */
export type StageFunction = (entry: PipelineEntry) => boolean;
