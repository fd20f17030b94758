import { BRACE_OPEN, bracesEnd, HASH, LINE_FEED, metricNameEnd, QUOTE, quotedEnd, SPACE } from './characters.js';
import type { FamilyName } from './family-lines.js';
import { quickFloat } from './float.js';
import type { PageText } from './page-text.js';

const CREATED = '_created';
const NO_TIMES: ReadonlyMap<string, number> = new Map();

/** Types whose families say in `_created` when they began, and the label that only some of their series have. */
const BOUND_LABEL: ReadonlyMap<string, RegExp | undefined> = new Map([
  ['counter', undefined],
  ['histogram', /(?:^|,)le="[^"]*"/],
  ['summary', /(?:^|,)quantile="[^"]*"/],
]);

/**
 * The `_created` series of the family at hand, found before they are come to: they stand behind those of which they say
 * when they began. Labels are compared as they are written, which senders do in one order.
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#metricpoint
 */
export class CreatedSeries {
  private family: FamilyName | undefined;
  private boundLabel: RegExp | undefined;
  /** Behind the family's TYPE line. */
  private start = 0;
  /** ms, by labels; undefined until asked for. */
  private times: ReadonlyMap<string, number> | undefined;
  /** The page's next `_created` from `start` on, as far as was looked for; infinite where there is none. */
  private nextAt = -1;

  constructor(private readonly page: PageText) {}

  /** A TYPE line ends before `start`. */
  begin(family: FamilyName, type: string, start: number): void {
    this.family = BOUND_LABEL.has(type) ? family : undefined;
    this.boundLabel = BOUND_LABEL.get(type);
    this.start = start;
    this.times = undefined;
  }

  /** Whether the series that begins at `start` is one of them. */
  has(start: number): boolean {
    const { family, page } = this;
    if (family === undefined) return false;
    const { bytes } = page;
    const isPlain = bytes[start] !== BRACE_OPEN;
    const name = isPlain ? start : start + 2;
    const own = family.stop - family.start;
    const end = name + own + CREATED.length;
    if (bytes[end - 1] !== LETTER_D || page.ascii(name + own, end) !== CREATED) return false;
    for (let i = 0; i < own; i++) if (bytes[name + i] !== bytes[family.start + i]) return false;
    return isPlain ? metricNameEnd(bytes, end) === end : bytes[end] === QUOTE;
  }

  /** When the metric began that `page.bytes[start, end)` is a series of, ms. */
  msOf(start: number, end: number): number | undefined {
    if (this.family === undefined) return undefined;
    this.times ??= this.lookAhead();
    return this.times.size === 0 ? undefined : this.times.get(this.labelsOf(start, end));
  }

  private lookAhead(): ReadonlyMap<string, number> {
    const { page, start } = this;
    const next = page.indexOf('\n# TYPE ', start - 1);
    const end = next < 0 ? page.bytes.length : next;
    if (this.nextAt < start) this.nextAt = page.indexOf(CREATED, start);
    if (this.nextAt < 0) this.nextAt = Number.POSITIVE_INFINITY;
    return this.nextAt < end ? this.readTimes(end) : NO_TIMES;
  }

  private readTimes(end: number): Map<string, number> {
    const { page } = this;
    const { bytes } = page;
    const times = new Map<string, number>();
    for (let at = this.nextAt; at >= 0 && at < end; at = page.indexOf(CREATED, page.lineEnd(at))) {
      const line = page.lineStart(at);
      if (bytes[line] === HASH || !this.has(line)) continue;
      const name = metricNameEnd(bytes, line);
      const seriesEnd = bytes[name] === BRACE_OPEN ? bracesEnd(bytes, name + 1) : name;
      if (seriesEnd < 0 || bytes[seriesEnd] !== SPACE) continue;
      let valueEnd = seriesEnd + 1;
      while (valueEnd < end && bytes[valueEnd] !== SPACE && bytes[valueEnd] !== LINE_FEED) valueEnd++;
      const seconds = quickFloat(bytes, seriesEnd + 1, valueEnd);
      if (seconds !== undefined) times.set(this.labelsOf(line, seriesEnd), Math.trunc(seconds * 1000));
    }
    return times;
  }

  /** The labels of a series as the page has them, without the one that only some of the metric's series have. */
  private labelsOf(start: number, end: number): string {
    const { page, boundLabel } = this;
    const { bytes } = page;
    const name = metricNameEnd(bytes, start);
    const isQuoted = name === start && bytes[start + 1] === QUOTE;
    const labels = page.ascii(isQuoted ? quotedEnd(bytes, start + 1) : name + 1, end - 1);
    const shared = boundLabel === undefined ? labels : labels.replace(boundLabel, '');
    return shared.startsWith(',') || shared.endsWith(',') ? shared.replace(/^,|,$/g, '') : shared;
  }
}

/** The last of `_created`. */
const LETTER_D = 0x64;
