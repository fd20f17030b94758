import type { Labels } from '../../model/labels.js';

/** Entries with the same key are one: equal in stream, time, line and metadata. */
export const sameEntryKey = ({
  ns,
  line,
  labels,
  metadata,
}: {
  readonly ns: bigint;
  readonly line: string;
  readonly labels: Labels;
  readonly metadata: Labels;
}): string => `${ns} ${JSON.stringify([labels, metadata])} ${line}`;
