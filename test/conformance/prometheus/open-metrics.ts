import { Cursor } from '../../../src/rules/unit-test/cursor.js';

/** One series of the data set: its samples, ascending. */
export interface DatasetSeries {
  /** Sorted by name, without empty values. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly samples: DatasetSample[];
}

export interface DatasetSample {
  readonly ms: number;
  readonly value: number | 'stale';
  readonly exemplar?: DatasetExemplar;
}

interface DatasetExemplar {
  readonly labels: DatasetSeries['labels'];
  readonly value: number;
  readonly ms: number;
}

export interface DatasetFamily {
  readonly name: string;
  type: string;
  help: string;
  unit: string;
}

export interface Dataset {
  readonly series: readonly DatasetSeries[];
  readonly families: readonly DatasetFamily[];
}

const STALE = '#STALE ';
const FIELD_OF_COMMENT = { TYPE: 'type', HELP: 'help', UNIT: 'unit' } as const;

/**
 * OpenMetrics text in which every sample has its time, read into series. Our `#STALE series time` lines stand for
 * staleness markers.
 * https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export function parseOpenMetrics(text: string): Dataset {
  const series = new Map<string, DatasetSeries>();
  const families = new Map<string, DatasetFamily>();
  for (const line of text.split('\n')) {
    if (line === '' || line === '# EOF') continue;
    if (line.startsWith('#') && !line.startsWith(STALE)) {
      readComment(line, families);
      continue;
    }
    const isStale = line.startsWith(STALE);
    const cursor = new Cursor(line, isStale ? STALE.length : 0);
    const start = cursor.at;
    const labels = readSeries(cursor);
    const key = line.slice(start, cursor.at);
    const one = series.get(key) ?? { labels, samples: [] };
    series.set(key, one);
    one.samples.push(readSample(cursor, isStale));
  }
  for (const { samples } of series.values()) samples.sort((a, b) => a.ms - b.ms);
  return { series: [...series.values()], families: [...families.values()] };
}

function readSample(cursor: Cursor, isStale: boolean): DatasetSample {
  cursor.skipSpaces();
  const value = isStale ? 'stale' : Number(cursor.word().replace('Inf', 'Infinity'));
  cursor.skipSpaces();
  const ms = millis(cursor.word());
  if (!cursor.accept(' # ')) return { ms, value };
  const labels = readSeries(cursor);
  cursor.skipSpaces();
  const exemplarValue = Number(cursor.word());
  cursor.skipSpaces();
  return { ms, value, exemplar: { labels, value: exemplarValue, ms: millis(cursor.word()) } };
}

/** `name{label="value"}` or `{"name","label"="value"}`. */
function readSeries(cursor: Cursor): DatasetSeries['labels'] {
  const labels: [string, string][] = [];
  const bare = cursor.match(/[^\s{]*/y);
  if (bare !== '') labels.push(['__name__', bare]);
  if (cursor.accept('{')) {
    while (!cursor.accept('}')) {
      const name = cursor.peek() === '"' ? cursor.quoted() : cursor.match(/[^=]+/y);
      labels.push(cursor.accept('=') ? [name, cursor.quoted()] : ['__name__', name]);
      cursor.accept(',');
    }
  }
  return labels.filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `# TYPE name type`, `# HELP name text`, `# UNIT name unit`. */
function readComment(line: string, families: Map<string, DatasetFamily>): void {
  const cursor = new Cursor(line, 2);
  const field = FIELD_OF_COMMENT[cursor.word() as keyof typeof FIELD_OF_COMMENT];
  if (field === undefined) return;
  cursor.skipSpaces();
  const name = cursor.peek() === '"' ? cursor.quoted() : cursor.word();
  const family = families.get(name) ?? { name, type: 'unknown', help: '', unit: '' };
  families.set(name, family);
  cursor.skipSpaces();
  family[field] = cursor.rest().replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

const millis = (seconds: string): number => Math.round(Number(seconds) * 1000);
