import type { Tenant } from '../../model/tenant.js';
import type { PushEntry, PushSink } from '../../wire/loki/push-entry.js';
import type { EntryRows, EntryRules } from './entry-rows.js';
import { MetadataRow } from './metadata-row.js';
import type { KnownStream, LabelParser, StreamTable } from './stream-table.js';

/** Turns the streams and entries of one push into rows. */
export class PushRows implements PushSink {
  private current: KnownStream | undefined;
  private readonly metadata = new MetadataRow();
  /** The entry before, to leave out what a sender repeats at once; nothing after a stream's start. */
  private lastLow = 0;
  private lastHigh = 0;
  private lastBody: Uint8Array | undefined;
  private lastStart = 0;
  private lastEnd = 0;

  constructor(
    private readonly tenant: Tenant,
    private readonly streams: StreamTable,
    private readonly rules: EntryRules,
    private readonly parse: LabelParser,
    private readonly rows: EntryRows,
  ) {}

  stream(source: Uint8Array, start: number, end: number): boolean {
    this.lastBody = undefined;
    const found = this.streams.find(this.tenant, this.rules, source, start, end, this.parse);
    if ('refusal' in found) {
      this.rows.refused.note(found.refusal);
      return false;
    }
    this.current = found.stream;
    return true;
  }

  entry(entry: PushEntry): void {
    if (this.repeatsLast(entry)) return;
    const { metadata } = this;
    metadata.truncate(0);
    const slices = entry.metadata;
    for (let i = 0; i < slices.count; i++) {
      const at = i * 4;
      const { source, bounds } = slices;
      const name = this.rules.names.ofBytes(source, bounds[at]!, bounds[at + 1]!);
      metadata.add(name, source, bounds[at + 2]!, bounds[at + 3]!);
    }
    this.rows.append(this.current!, entry.nsLow, entry.nsHigh, entry.line, entry.lineStart, entry.lineEnd, metadata);
  }

  private repeatsLast(entry: PushEntry): boolean {
    const { body, rawStart, rawEnd, nsLow, nsHigh } = entry;
    const repeats =
      nsLow === this.lastLow &&
      nsHigh === this.lastHigh &&
      body === this.lastBody &&
      equalBytes(body, rawStart, rawEnd, this.lastStart, this.lastEnd);
    this.lastLow = nsLow;
    this.lastHigh = nsHigh;
    this.lastBody = body;
    this.lastStart = rawStart;
    this.lastEnd = rawEnd;
    return repeats;
  }
}

function equalBytes(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let i = start, j = otherStart; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
