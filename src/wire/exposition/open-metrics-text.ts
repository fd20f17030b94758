import { METRIC_NAME } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { isBoundLabel } from './bound-label.js';
import { HASH, LINE_FEED, SPACE } from './characters.js';
import type { ExposedExemplar } from './exposition-reader.js';
import { unescaped } from './label-pairs.js';
import { beginsExemplar, readExemplar, readSeconds, wordEnd } from './open-metrics-exemplar.js';
import { TextPage } from './text-page.js';

const TYPES: ReadonlySet<string> = new Set([
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
  'unknown',
]);

/** Types whose families say in `_created` when they began. */
const WITH_CREATED: ReadonlySet<string> = new Set(['counter', 'histogram', 'summary']);

const CREATED = '_created';
const NO_EXEMPLARS: readonly ExposedExemplar[] = [];
const NO_TIMES: ReadonlyMap<string, number> = new Map();

/**
 * OpenMetrics' text format, 1.0.0 and 0.0.1. `_created` series are no samples: they are what `createdMs` says of the
 * others of their family, which is looked ahead for when it is asked.
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#text-format
 */
export class OpenMetricsText extends TextPage {
  protected readonly style = 'strict';
  /** The name of the series that say when those of the family at hand began; undefined where its type has none. */
  private createdName: Buffer | undefined;
  /** Behind the TYPE line of the family at hand. */
  private familyStart = 0;
  /** When the series of the family at hand began, ms, by their labels; undefined until asked for. */
  private times: ReadonlyMap<string, number> | undefined;
  /** The page's next `_created` from `familyStart` on, as far as was looked for. */
  private createdAt = -1;

  next(): boolean {
    while (this.nextSample()) if (!this.isCreated()) return true;
    return false;
  }

  get createdMs(): number | undefined {
    if (this.createdName === undefined) return undefined;
    this.times ??= this.lookAhead();
    return this.times.size === 0 ? undefined : this.times.get(this.childKey());
  }

  private nextSample(): boolean {
    const { source } = this;
    while (source[this.position] === HASH) if (this.readMetadata()) return false;
    if (this.position >= source.length) throw this.page.error('data does not end with # EOF', this.position);
    this.passSeries();
    this.readSample();
    return true;
  }

  private readSample(): void {
    const { source, page, seriesStart } = this;
    const start = source[this.position] === SPACE ? this.position + 1 : this.position;
    let at = wordEnd(source, start);
    this.value = this.readValue(start, at);
    this.ms = undefined;
    this.exemplars = NO_EXEMPLARS;
    if (source[at] === SPACE && source[at + 1] !== HASH) {
      const end = wordEnd(source, at + 1);
      if (end === at + 1) throw page.unexpected('a timestamp in seconds', end, seriesStart);
      this.ms = readSeconds(page, at + 1, end, seriesStart);
      at = end;
    }
    if (source[at] === SPACE && beginsExemplar(page, at)) {
      const { exemplar, end } = readExemplar(page, at, seriesStart);
      this.exemplars = [exemplar];
      at = end;
    }
    if (source[at] !== LINE_FEED) throw page.unexpected(this.expectedBehind(), at, seriesStart);
    this.position = at + 1;
  }

  private expectedBehind(): string {
    if (this.exemplars.length > 0) return 'the end of the line behind the exemplar';
    return this.ms === undefined
      ? 'a timestamp, an exemplar or the end of the line'
      : 'an exemplar or the end of the line';
  }

  /** The line at `position`, which begins with `#`; whether it is the page's last. */
  private readMetadata(): boolean {
    const { page, source, position: start } = this;
    const keyword = page.ascii(start, start + 7);
    if (keyword.startsWith('# EOF')) {
      const end = source[start + 5] === LINE_FEED ? start + 6 : start + 5;
      if (end < source.length) throw page.error('unexpected data after # EOF', end);
      return true;
    }
    const read = this.lines[keyword];
    if (read === undefined) throw page.unexpected('# HELP, # TYPE, # UNIT or # EOF', start + 1, start);
    const family = this.familyName(start + 7);
    if (family === undefined) throw page.unexpected(`a metric name behind ${keyword.trimEnd()}`, start + 7, start);
    const end = page.lineEnd(family.end);
    if (source[family.end] !== SPACE || end === source.length)
      throw page.unexpected(`a space and a text behind ${keyword}${family.name}`, family.end, start);
    this.position = end + 1;
    read(family.name, family.end + 1, end);
    return false;
  }

  private readonly lines: Readonly<Record<string, (family: string, start: number, end: number) => void>> = {
    '# HELP ': (family, start, end) => this.notes.note(family, { help: this.readHelp(start, end, unescaped) }),
    '# TYPE ': (family, start, end) => {
      const type = this.page.ascii(start, Math.min(end, start + 20));
      if (!TYPES.has(type)) {
        const shown = this.page.shown(start, end);
        throw this.page.error(`invalid metric type ${shown}, expected one of ${[...TYPES].join(', ')}`, start);
      }
      this.notes.note(family, { type });
      this.beginFamily(family, type);
    },
    '# UNIT ': (family, start, end) => {
      const unit = this.page.text(start, end) ?? '';
      if (unit !== '' && !family.endsWith(`_${unit}`)) {
        const shown = this.page.shown(start, end);
        throw this.page.error(`unit ${shown} is not a suffix of metric ${JSON.stringify(family)}`, start);
      }
      this.notes.note(family, { unit });
    },
  };

  private beginFamily(family: string, type: string): void {
    this.type = type;
    this.createdName = WITH_CREATED.has(type) ? Buffer.from(`${family}${CREATED}`) : undefined;
    this.familyStart = this.position;
    this.times = undefined;
  }

  /** Whether the series at hand says when others of the family at hand began. */
  private isCreated(): boolean {
    const { createdName, seriesStart, nameEnd, source } = this;
    if (createdName === undefined) return false;
    if (nameEnd === seriesStart) return this.familyName(seriesStart + 1)?.name === createdName.toString();
    if (nameEnd - seriesStart !== createdName.length) return false;
    for (let i = 0; i < createdName.length; i++) if (source[seriesStart + i] !== createdName[i]) return false;
    return true;
  }

  private lookAhead(): ReadonlyMap<string, number> {
    const { page, source, familyStart } = this;
    const next = page.indexOf('\n# TYPE ', familyStart - 1);
    const end = next < 0 ? source.length : next;
    if (this.createdAt < familyStart) this.createdAt = page.indexOf(CREATED, familyStart);
    if (this.createdAt < 0) this.createdAt = Number.POSITIVE_INFINITY;
    return this.createdAt < end ? this.createdTimes(end) : NO_TIMES;
  }

  private createdTimes(end: number): Map<string, number> {
    const times = new Map<string, number>();
    const ahead = new OpenMetricsText(this.source);
    ahead.position = this.familyStart;
    ahead.type = this.type;
    ahead.createdName = this.createdName;
    try {
      while (ahead.position < end && ahead.nextSample())
        if (ahead.isCreated()) times.set(ahead.childKey(), Math.trunc(ahead.value * 1000));
    } catch {
      // What is wrong is said when the page has been read as far as that.
    }
    return times;
  }

  /** The labels that the series of one counter, histogram or summary share. */
  private childKey(): string {
    const labels = this.labels();
    const shared: string[] = [];
    for (let i = 0; i < labels.length; i += 2) {
      const name = labels[i]!;
      if (name !== METRIC_NAME && !isBoundLabel(this.type, name)) shared.push(name, labels[i + 1]!);
    }
    return labelsKey(shared);
  }
}
