import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXPECTED_SAMPLES, EXPOSITION_PAGES } from '../../../test/support/exposition-page.js';
import { exemplarRows, histogramRows } from '../../../test/support/metric-rows.js';
import { REPORTS, Scraping, scrapeJob } from '../../../test/support/scraping.js';
import { textFloat } from '../../wire/prometheus/text-float.js';

let at: Scraping;
beforeEach(() => {
  at = new Scraping();
});
afterEach(() => at.close());

/** A series without what its target added. */
const bare = ({ job: _, instance: __, ...labels }: Record<string, string>) => labels;

const sorted = <T extends { labels: object }>(rows: T[]): T[] =>
  rows.sort((a, b) => (JSON.stringify(a.labels) < JSON.stringify(b.labels) ? -1 : 1));

describe.each(EXPOSITION_PAGES)('a page with every type, scraped as $format', ({ format, contentType, body }) => {
  const expected = EXPECTED_SAMPLES.filter((sample) => sample.in?.includes(format) ?? true);

  it('gives the series that are written by hand, on a first scrape and from the cache', async () => {
    const address = await at.servePage(() => body, contentType);
    await at.scraper([scrapeJob([address], { nativeHistograms: true })]);
    for (let scrape = 0; scrape < 2; scrape++) {
      await at.once();
      const floats = at.rows().filter(({ labels }) => !REPORTS.has(labels.__name__!));
      const { ms } = at.rows().find(({ labels }) => labels.__name__ === 'up')!;
      expect(
        sorted(floats.map((row) => ({ labels: bare(row.labels), value: textFloat(row.value), ms: row.ms }))),
      ).toEqual(
        sorted(
          expected
            .filter(({ histogram }) => histogram === undefined)
            .map((sample) => ({ labels: sample.labels, value: sample.value, ms: sample.ms ?? ms })),
        ),
      );
      const histograms = histogramRows(at.writer.batches.at(-1), at.series);
      expect(histograms.map(({ labels }) => bare(labels))).toEqual(
        expected.filter(({ histogram }) => histogram !== undefined).map(({ labels }) => labels),
      );
      expect(at.reports()).toMatchObject({ up: 1, scrape_samples_scraped: expected.length });
    }
  });

  it('gives its exemplars once', async () => {
    const address = await at.servePage(() => body, contentType);
    await at.scraper([scrapeJob([address], { nativeHistograms: true })]);
    await at.once();
    const exemplars = exemplarRows(at.writer.batches[0], at.series).map((row) => [
      bare(row.series),
      row.labels,
      row.value,
    ]);
    const given = format === 'text' ? [] : expected;
    // A native histogram takes exemplars with a time only.
    const written = given.flatMap(({ labels, exemplars: all, histogram }) =>
      (all ?? [])
        .filter(({ ms }) => histogram === undefined || ms !== undefined)
        .map((exemplar) => [labels, exemplar.labels, exemplar.value]),
    );
    expect(exemplars).toEqual(written);
    await at.once();
    expect(at.writer.batches[1]!.exemplars).toBeUndefined();
  });
});
