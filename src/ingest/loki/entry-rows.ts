import { QuartetError } from '../../model/errors.js';
import { LogBatch } from '../../model/logs.js';
import type { LokiLimits } from '../../model/loki-limits.js';
import type { SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { type LevelDetector, levelOfSeverity, levelOfValue } from '../../pipeline/log-level.js';
import { utf8 } from '../../wire/protobuf/reader.js';
import { type MetadataNames, ROLE } from './metadata-names.js';
import type { MetadataRow } from './metadata-row.js';
import { RefusalLog, refusals } from './refusals.js';
import type { KnownStream } from './stream-table.js';

/** What turns entries into rows, the same for all requests. */
export interface EntryRules {
  readonly limits: LokiLimits;
  readonly levels: LevelDetector;
  readonly names: MetadataNames;
}

/** The entries of one request: each is checked against the limits, given its level, and becomes a row. */
export class EntryRows {
  readonly batch: LogBatch;
  readonly refused = new RefusalLog();
  /** Bytes of the lines and of the structured metadata that were taken. */
  bytes = 0;
  private readonly limits: LokiLimits;
  private readonly levels: LevelDetector;
  private readonly names: MetadataNames;
  private readonly maxLine: number;
  private readonly maxMetadataSize: number;
  private readonly maxMetadataCount: number;
  /** The upper words between which the time of most entries lies; nearer to the limits the exact check decides. */
  private readonly oldestMs: number;
  private readonly newestMs: number;
  private readonly sureFrom: number;
  private readonly sureTo: number;
  private lastRef: SeriesRef | undefined;
  private lastLow = 0;
  private lastHigh = 0;
  private addedNs = 0;

  /** `now` in ms; `sizeHint`: about how many bytes of lines will come. */
  constructor(
    tenant: Tenant,
    rules: EntryRules,
    private readonly now: number,
    sizeHint: number,
  ) {
    const { limits } = rules;
    this.limits = limits;
    this.levels = rules.levels;
    this.names = rules.names;
    this.batch = new LogBatch(tenant, sizeHint);
    this.maxLine = limits.maxLineSize || Number.POSITIVE_INFINITY;
    this.maxMetadataSize = limits.maxStructuredMetadataSize || Number.POSITIVE_INFINITY;
    this.maxMetadataCount = limits.maxStructuredMetadataEntriesCount || Number.POSITIVE_INFINITY;
    this.oldestMs = limits.rejectOldSamples ? now - limits.rejectOldSamplesMaxAge : Number.NEGATIVE_INFINITY;
    this.newestMs = now + limits.creationGracePeriod;
    this.sureFrom = Math.max(1, Math.floor((this.oldestMs * 1e6) / WORD) + 2);
    this.sureTo = Math.floor((this.newestMs * 1e6) / WORD) - 2;
  }

  /** Takes an entry, or notes why not. Its line is `line[start, end)`. */
  append(
    stream: KnownStream,
    nsLow: number,
    nsHigh: number,
    line: Uint8Array,
    start: number,
    end: number,
    metadata: MetadataRow,
  ): void {
    if ((nsHigh < this.sureFrom || nsHigh > this.sureTo) && !this.isTimely(stream, nsLow, nsHigh)) return;
    let lineEnd = end;
    if (end - start > this.maxLine) {
      if (!this.limits.maxLineSizeTruncate) {
        this.refused.note(refusals.lineTooLong(stream.ref.labels, this.maxLine, end - start));
        return;
      }
      lineEnd = start + this.maxLine;
    }
    if (metadata.count > 0 && !this.mayHave(stream, metadata)) return;
    const size = lineEnd - start + metadata.size;
    if (!stream.rate.allows(size, this.now)) {
      this.refused.note(refusals.streamRate(stream.ref.labels, this.limits, size));
      return;
    }
    const level = this.levelOf(stream, line, start, lineEnd, metadata);
    if (this.limits.incrementDuplicateTimestamp)
      this.appendApart(stream.ref, nsLow, nsHigh, line, start, lineEnd, level);
    else this.batch.append(stream.ref, nsLow, nsHigh, line, start, lineEnd, level);
    if (metadata.count > 0) this.putMetadata(metadata);
    this.batch.endRow();
    this.bytes += size;
  }

  private isTimely(stream: KnownStream, nsLow: number, nsHigh: number): boolean {
    const ms = ((nsHigh | 0) * WORD + nsLow) / 1e6;
    const { labels } = stream.ref;
    if (ms < this.oldestMs) this.refused.note(refusals.tooOld(labels, nsLow, nsHigh, this.oldestMs));
    else if (ms > this.newestMs) this.refused.note(refusals.tooNew(labels, nsLow, nsHigh));
    else if (ms > 0) return true;
    else {
      // The original has no table for such times and says so in these words.
      const text = `rpc error: code = Unknown desc = failed to create stream: no schema config found for time ${Math.trunc(ms)}`;
      throw new QuartetError('internal', text.replace('-0', '0'));
    }
    return false;
  }

  private mayHave(stream: KnownStream, metadata: MetadataRow): boolean {
    const { labels } = stream.ref;
    if (!this.limits.allowStructuredMetadata) this.refused.note(refusals.metadataDisallowed(labels));
    else if (metadata.size > this.maxMetadataSize) {
      this.refused.note(refusals.metadataTooLarge(labels, metadata.size, this.maxMetadataSize));
    } else if (metadata.count > this.maxMetadataCount) {
      this.refused.note(refusals.metadataTooMany(labels, metadata.count, this.maxMetadataCount));
    } else return true;
    return false;
  }

  private levelOf(stream: KnownStream, line: Uint8Array, start: number, end: number, metadata: MetadataRow): string {
    if (metadata.count > 0) {
      const told = this.levelInMetadata(stream, metadata);
      if (told !== '') return told;
    }
    if (!this.limits.discoverLogLevels) return '';
    return stream.level || this.levels.ofLine(line, start, end);
  }

  /** The level that the sender says: its own `detected_level`, else the stream's, else a level field, else a severity. */
  private levelInMetadata(stream: KnownStream, metadata: MetadataRow): string {
    let field = -1;
    let severity = -1;
    for (let i = 0; i < metadata.count; i++) {
      switch (metadata.names[i]!.role) {
        case ROLE.detectedLevel:
          return textOf(metadata, i);
        case ROLE.level:
          if (field < 0) field = i;
          break;
        case ROLE.severityNumber:
          severity = i;
          break;
      }
    }
    if (!this.limits.discoverLogLevels || stream.level !== '') return '';
    if (field >= 0) {
      const known = levelOfValue(metadata.sources[field]!, metadata.starts[field]!, metadata.ends[field]!);
      return known || textOf(metadata, field);
    }
    const number = severity < 0 ? '' : textOf(metadata, severity);
    if (number === '') return '';
    // As in Loki, what is no number (`severity_number="WARN"`) stands for INFO.
    return /^[+-]?\d+$/.test(number) ? levelOfSeverity(Number(number)) : 'info';
  }

  /** Of a key that comes twice the last value counts; a pair without a value is as good as none. */
  private putMetadata(metadata: MetadataRow): void {
    const row = this.names.nextRow();
    for (let i = metadata.count - 1; i >= 0; i--) {
      const name = metadata.names[i]!;
      if (name.row === row) continue;
      name.row = row;
      if (name.role === ROLE.detectedLevel || metadata.starts[i] === metadata.ends[i]) continue;
      this.batch.metadataPair(name.text, metadata.sources[i]!, metadata.starts[i]!, metadata.ends[i]!);
    }
  }

  /** Appends a row whose time is a ns behind that of the row before if these are the same. */
  private appendApart(
    ref: SeriesRef,
    nsLow: number,
    nsHigh: number,
    line: Uint8Array,
    start: number,
    end: number,
    level: string,
  ): void {
    const same = ref === this.lastRef && nsLow === this.lastLow && nsHigh === this.lastHigh;
    this.addedNs = same ? this.addedNs + 1 : 0;
    this.lastRef = ref;
    this.lastLow = nsLow;
    this.lastHigh = nsHigh;
    const low = nsLow + this.addedNs;
    this.batch.append(ref, low >>> 0, nsHigh + (low >= WORD ? 1 : 0), line, start, end, level);
  }
}

const WORD = 4294967296;

function textOf(metadata: MetadataRow, i: number): string {
  return utf8(metadata.sources[i]!, metadata.starts[i]!, metadata.ends[i]!);
}
