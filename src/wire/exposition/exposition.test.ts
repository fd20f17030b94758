import { describe, expect, it } from 'vitest';
import {
  EXPECTED_SAMPLES,
  EXPOSITION_PAGES,
  type ExposedSample,
  exposedSamples,
} from '../../../test/support/exposition-page.js';
import { FUZZ_CASES, FUZZ_TIMEOUT_MS, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { QuartetError } from '../../model/errors.js';
import type { ExpositionOptions } from './exposition-reader.js';
import { openExposition } from './open-exposition.js';

const OPTIONS: ExpositionOptions = { nativeHistograms: true, classicHistograms: false };

const byLabels = (a: ExposedSample, b: ExposedSample): number =>
  JSON.stringify(a.labels) < JSON.stringify(b.labels) ? -1 : 1;

/** What the list says of a format. Text of 0.0.4 and 1.0.0 has neither exemplars nor times of creation. */
function expectedIn(format: string): ExposedSample[] {
  return EXPECTED_SAMPLES.filter((sample) => sample.in?.includes(format) ?? true).map((sample) => {
    const { in: _, exemplars, createdMs, ...rest } = sample;
    return format === 'text' ? rest : { ...rest, ...(exemplars && { exemplars }), ...(createdMs && { createdMs }) };
  });
}

describe.each(EXPOSITION_PAGES)('the page with every type in $format', ({ format, contentType, body }) => {
  it('has the series that are written by hand', () => {
    const samples = exposedSamples(openExposition(contentType, body, OPTIONS));
    expect(samples.sort(byLabels)).toEqual(expectedIn(format).sort(byLabels));
  });

  it('tells each series by bytes of its own, the same on each page', () => {
    const series = new Map<string, string>();
    for (let page = 0; page < 2; page++) {
      const reader = openExposition(contentType, body, OPTIONS);
      while (reader.next()) {
        const { source, seriesStart, seriesEnd } = reader;
        const key = Buffer.from(source.subarray(seriesStart, seriesEnd)).toString('hex');
        const labels = JSON.stringify(reader.labels());
        expect(series.get(key) ?? labels).toBe(labels);
        series.set(key, labels);
      }
    }
    expect(series.size).toBe(expectedIn(format).length);
    expect(new Set(series.values()).size).toBe(series.size);
  });

  it(
    'broken anywhere is read or refused, never worse',
    () => {
      const random = seededRandom(7);
      let refused = 0;
      for (let i = 0; i < FUZZ_CASES; i++) {
        const broken = mutate(body, random);
        try {
          exposedSamples(openExposition(contentType, broken, { ...OPTIONS, classicHistograms: i % 2 === 0 }));
        } catch (error) {
          refused++;
          expect(error).toBeInstanceOf(QuartetError);
          expect(error).toMatchObject({ code: 'invalid_argument' });
        }
      }
      expect(refused).toBeGreaterThan(0);
    },
    FUZZ_TIMEOUT_MS,
  );

  it('is read many times over', () => {
    const end = format === 'openmetrics' ? '# EOF\n' : '';
    const once = format === 'protobuf' ? body : Buffer.from(`${body.toString().replace(/(?:\n# EOF)?\n?$/, '')}\n`);
    const page = Buffer.concat([...Array.from({ length: 200 }, () => once), Buffer.from(end)]);
    expect(exposedSamples(openExposition(contentType, page, OPTIONS))).toHaveLength(200 * expectedIn(format).length);
  });
});

const META = {
  requests: { type: 'counter', help: 'Requests, by\nmethod and \\path.', unit: '' },
  temperature_celsius: { type: 'gauge', help: 'Now.', unit: 'celsius' },
  request_seconds: { type: 'histogram', help: '', unit: '' },
  rpc_seconds: { type: 'summary', help: '', unit: '' },
  queue_bytes: { type: 'gaugehistogram', help: '', unit: '' },
  build: { type: 'info', help: '', unit: '' },
  mode: { type: 'stateset', help: '', unit: '' },
  'http.räume': { type: 'gauge', help: '', unit: '' },
  odd: { type: 'unknown', help: '', unit: '' },
};

it('gives the metadata of the families', () => {
  const reader = openExposition(EXPOSITION_PAGES[1].contentType, EXPOSITION_PAGES[1].body, OPTIONS);
  exposedSamples(reader);
  const expected = Object.entries(META).map(([family, said]) => [family, { family, ...said }]);
  expect([...reader.metadata]).toEqual(expected);
});
