import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { labelsToObject } from '../../src/model/labels.js';
import type { ExpositionReader } from '../../src/wire/exposition/exposition-reader.js';
import { textFloat } from '../../src/wire/prometheus/text-float.js';
import { encodeExposition, type FamilyMessage } from './exposition-messages.js';

const file = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../src/wire/exposition/fixtures/${name}`, import.meta.url)));

/** The page with every metric type, in each format. */
export const EXPOSITION_PAGES = [
  { format: 'text', contentType: 'text/plain; version=1.0.0; escaping=allow-utf-8', body: file('page.txt') },
  {
    format: 'openmetrics',
    contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    body: file('page.openmetrics'),
  },
  {
    format: 'protobuf',
    contentType: 'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
    body: encodeExposition(JSON.parse(file('page.protobuf.json').toString()) as FamilyMessage[]),
  },
] as const;

/** A sample as the list of what is expected has it: what is not there is left out. */
export interface ExposedSample {
  labels: Record<string, string>;
  value?: string;
  histogram?: object;
  ms?: number;
  exemplars?: { labels: Record<string, string>; value: number; ms?: number }[];
  createdMs?: number;
  empty?: string[];
}

/** What the page says, in the order of the list; `in` names the formats that can say it, all where it is missing. */
export const EXPECTED_SAMPLES = file('expected.ndjson')
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as ExposedSample & { in?: string[] });

/** All samples of a page. */
export function exposedSamples(reader: ExpositionReader): ExposedSample[] {
  const samples: ExposedSample[] = [];
  while (reader.next()) samples.push(sampleOf(reader));
  return samples;
}

function sampleOf(reader: ExpositionReader): ExposedSample {
  const { ms, createdMs, histogram, value } = reader;
  const labels = labelsToObject(reader.labels());
  const exemplars = reader.exemplars.map((exemplar) => ({
    labels: labelsToObject(exemplar.labels),
    value: exemplar.value,
    ...(exemplar.ms !== undefined && { ms: exemplar.ms }),
  }));
  return {
    labels,
    ...(histogram === undefined ? { value: textFloat(value) } : { histogram }),
    ...(ms !== undefined && { ms }),
    ...(exemplars.length > 0 && { exemplars }),
    ...(createdMs !== undefined && { createdMs }),
    ...(reader.emptyNames.length > 0 && { empty: [...reader.emptyNames] }),
  };
}
