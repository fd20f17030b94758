import { type Labels, METRIC_NAME } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import { normalizedValue } from './bound-label.js';
import { BRACE_OPEN, beginsMetricName, blankEnd, bracesEnd, metricNameEnd, QUOTE, quotedEnd } from './characters.js';
import type { ExposedExemplar, ExpositionReader } from './exposition-reader.js';
import { FamilyLines, type FamilyName, type MetadataField } from './family-lines.js';
import { type PairStyle, readLabelPairs, unescaped } from './label-pairs.js';
import { PageText } from './page-text.js';
import { problemOf, seriesLabels } from './series-labels.js';

const NO_EXEMPLARS: readonly ExposedExemplar[] = [];

/** What the two text formats share: where a series ends, its labels, and the families' descriptions. */
export abstract class TextPage implements ExpositionReader {
  readonly source: Uint8Array;
  seriesStart = 0;
  seriesEnd = 0;
  value = 0;
  ms: number | undefined;
  readonly histogram = undefined;
  exemplars: readonly ExposedExemplar[] = NO_EXEMPLARS;
  emptyNames: readonly string[] = [];
  abstract readonly createdMs: number | undefined;
  protected readonly page: PageText;
  private readonly families = new FamilyLines((start, end, field) => this.metadataText(start, end, field));
  protected position = 0;
  /** Where a name that is not quoted ends; `seriesStart` where it is. */
  protected nameEnd = 0;
  /** What the last TYPE line said. */
  protected type = 'unknown';
  protected abstract readonly style: PairStyle;

  constructor(source: Uint8Array) {
    this.source = source;
    this.page = new PageText(source);
  }

  abstract next(): boolean;

  get metadata(): ReadonlyMap<string, MetricMetadata> {
    return this.families.byName;
  }

  labels(): Labels {
    const read = seriesLabels(this.readPairs());
    this.emptyNames = read.emptyNames;
    return read.labels;
  }

  /** The name and the labels as the page has them. */
  private readPairs(): [string, string][] {
    const { page, source, seriesStart, seriesEnd, type } = this;
    let named = this.nameEnd;
    let name = page.ascii(seriesStart, named);
    const pairs: [string, string][] = [];
    if (named < seriesEnd) {
      if (this.style === 'loose') named = blankEnd(source, named);
      const read = readLabelPairs(page, named + 1, seriesStart, this.style);
      if (name !== '' && read.metricName !== undefined) throw this.seriesError('the metric name is already set');
      name = read.metricName ?? name;
      for (const [label, value] of read.pairs) pairs.push([label, normalizedValue(type, label, value)]);
    }
    if (name === '') throw this.seriesError('the metric name is not set');
    pairs.push([METRIC_NAME, name]);
    const problem = problemOf(pairs);
    if (problem !== undefined) throw this.seriesError(problem);
    return pairs;
  }

  private seriesError(what: string): Error {
    const { page, seriesStart, seriesEnd } = this;
    return page.error(`${what} while parsing ${page.shown(seriesStart, seriesEnd)}`, seriesStart);
  }

  /**
   * Sets the bounds of the series that begins at `position` and goes behind it. What stands between the braces is only
   * looked through for the closing one: the rest is seen when the labels are asked for.
   */
  protected passSeries(): void {
    const { source, position } = this;
    let at = position;
    this.seriesStart = at;
    if (beginsMetricName(source[at]!)) at = metricNameEnd(source, at + 1);
    else if (source[at] !== BRACE_OPEN) throw this.page.unexpected('the start of a series', at, at);
    this.nameEnd = at;
    const brace = this.style === 'loose' ? blankEnd(source, at) : at;
    if (source[brace] === BRACE_OPEN) at = this.behindBraces(brace + 1);
    this.seriesEnd = at;
    this.position = at;
  }

  private behindBraces(start: number): number {
    const { source, page, seriesStart } = this;
    const end = bracesEnd(source, start);
    if (end >= 0) return end;
    // Says what is wrong before the end, if anything is.
    readLabelPairs(page, start, seriesStart, this.style);
    throw page.unexpected('a closing brace', source.length, seriesStart);
  }

  /** The float at `start`, which may be wrong because what stands before it is. */
  protected readValue(start: number, end: number): number {
    const { page, seriesStart } = this;
    if (end === start) throw this.wrongSeries() ?? page.unexpected('a value behind the series', start, seriesStart);
    try {
      return page.float(start, end, seriesStart);
    } catch (error) {
      throw this.wrongSeries() ?? error;
    }
  }

  private wrongSeries(): unknown {
    try {
      this.readPairs();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Notes a line of metadata. */
  protected noteFamily(field: MetadataField, family: FamilyName, textStart: number, textEnd: number): void {
    const { page } = this;
    if (field === 'help' && page.text(textStart, textEnd) === undefined)
      throw page.error(`the help text is not UTF-8: ${page.shown(textStart, textEnd)}`, textStart);
    this.families.note({ field, nameStart: family.start, nameEnd: family.stop, textStart, textEnd });
  }

  /** What TYPE lines may say, and what it is called in metadata. */
  protected abstract readonly types: ReadonlyMap<string, string>;

  /** The type that a TYPE line says. */
  protected readType(start: number, end: number): string {
    const type = this.types.get(this.page.ascii(start, Math.min(end, start + MAX_TYPE)));
    if (type !== undefined) return type;
    const known = [...this.types.keys()].join(', ');
    throw this.page.error(`invalid metric type ${this.page.shown(start, end)}, expected one of ${known}`, start);
  }

  protected abstract unescapedHelp(text: string): string;

  private metadataText(start: number, end: number, field: MetadataField | 'name'): string {
    if (field === 'type') return this.readType(start, end);
    const text = this.page.text(start, end) ?? '';
    return field === 'help' ? this.unescapedHelp(text) : unescaped(text);
  }

  /** Where the name is that a line of metadata has at `at`; undefined where there is none. */
  protected familyName(at: number): FamilyName | undefined {
    const { source, page } = this;
    if (source[at] === QUOTE) {
      const end = quotedEnd(source, at);
      if (end < 0 || end > page.lineEnd(at)) return undefined;
      if (page.text(at + 1, end - 1) === undefined)
        throw page.error(`a metric name is not UTF-8: ${page.shown(at, end)}`, at);
      return { start: at + 1, stop: end - 1, end };
    }
    if (at >= source.length || !beginsMetricName(source[at]!)) return undefined;
    const end = metricNameEnd(source, at);
    return { start: at, stop: end, end };
  }
}

/** Bytes; longer ones are no types. */
const MAX_TYPE = 20;
