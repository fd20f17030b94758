import { HASH, LINE_FEED, SPACE } from './characters.js';
import { CreatedSeries } from './created-series.js';
import type { ExposedExemplar } from './exposition-reader.js';
import type { FamilyName, MetadataField } from './family-lines.js';
import { unescaped } from './label-pairs.js';
import { beginsExemplar, readExemplar, readSeconds, wordEnd } from './open-metrics-exemplar.js';
import { TextPage } from './text-page.js';

const TYPES: ReadonlyMap<string, string> = new Map(
  ['counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset', 'unknown'].map((type) => [
    type,
    type,
  ]),
);

/** What a line of metadata begins with, and what it says. */
const FIELDS: ReadonlyMap<string, MetadataField> = new Map([
  ['# HELP ', 'help'],
  ['# TYPE ', 'type'],
  ['# UNIT ', 'unit'],
]);

const NO_EXEMPLARS: readonly ExposedExemplar[] = [];

/**
 * OpenMetrics' text format, 1.0.0 and 0.0.1. `_created` series are no samples: they are what `createdMs` says of the
 * others of their family, which is looked ahead for when it is asked.
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#text-format
 */
export class OpenMetricsText extends TextPage {
  protected readonly style = 'strict';
  protected readonly types = TYPES;
  private readonly created = new CreatedSeries(this.page);

  next(): boolean {
    while (this.nextSample()) if (!this.created.has(this.seriesStart)) return true;
    return false;
  }

  get createdMs(): number | undefined {
    return this.created.msOf(this.seriesStart, this.seriesEnd);
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
    const field = FIELDS.get(keyword);
    if (field === undefined) throw page.unexpected('# HELP, # TYPE, # UNIT or # EOF', start + 1, start);
    const family = this.familyName(start + 7);
    if (family === undefined) throw page.unexpected(`a metric name behind ${keyword.trimEnd()}`, start + 7, start);
    const end = page.lineEnd(family.end);
    if (source[family.end] !== SPACE || end === source.length)
      throw page.unexpected(`a space and a text behind ${page.shown(start, family.end)}`, family.end, start);
    this.position = end + 1;
    if (field === 'type') {
      this.type = this.readType(family.end + 1, end);
      this.created.begin(family, this.type, this.position);
    }
    if (field === 'unit') this.checkUnit(family, end);
    this.noteFamily(field, family, family.end + 1, end);
    return false;
  }

  private checkUnit(family: FamilyName, end: number): void {
    const { page } = this;
    const start = family.end + 1;
    const unit = page.text(start, end) ?? '';
    if (unit === '' || page.text(family.start, family.stop)?.endsWith(`_${unit}`)) return;
    const what = `unit ${page.shown(start, end)} is not a suffix of metric ${page.shown(family.start, family.stop)}`;
    throw page.error(what, start);
  }

  protected unescapedHelp(text: string): string {
    return unescaped(text);
  }
}
