import { z } from 'zod';
import { type Labels, labelsFrom } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import type { SeriesValue } from '../../rules/unit-test/series-values.js';
import { durationMs, labelMap, plainText, value } from '../values.js';
import { inputStream } from './rule-test-streams.js';

/** What the texts within a file of unit tests are read with. All throw what is wrong. */
export interface RuleTestNotations {
  readonly readLabels: (text: string) => Labels;
  readonly readValues: (text: string) => SeriesValue[];
  readonly readHistogram: (text: string) => NativeHistogram;
}

/** The same as schemas. */
export interface RuleTestReaders {
  readonly labels: z.ZodType<Labels>;
  readonly values: z.ZodType<SeriesValue[]>;
  readonly histogram: z.ZodType<NativeHistogram>;
}

const textRead = <T>(read: (text: string) => T) =>
  plainText.transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });

const NUMBERS: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
};

const sampleValue = value('a number', (given) => {
  if (typeof given === 'number') return given;
  if (typeof given !== 'string' || given.trim() === '') return undefined;
  const number = NUMBERS[given.trim().toLowerCase()] ?? Number(given);
  return Number.isNaN(number) && given.trim().toLowerCase() !== 'nan' ? undefined : number;
});

/** Seconds since 1970 or a time like `2026-01-31T12:00:00Z`; in ms. */
const startMs = value('a time: seconds since 1970, or one like 2026-01-31T12:00:00Z', (given) => {
  const seconds = typeof given === 'number' ? given : typeof given === 'string' ? Number(given || 'none') : Number.NaN;
  if (Number.isFinite(seconds)) return Math.round(seconds * 1000);
  const ms = typeof given === 'string' && /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
});

const positive = durationMs.refine((ms) => ms > 0, 'must be longer than 0s');

const texts = labelMap.nullish().transform((map): Labels => labelsFrom(Object.entries(map ?? {})));

const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export function ruleTestSchema(notations: RuleTestNotations) {
  const readers: RuleTestReaders = {
    labels: textRead(notations.readLabels),
    values: textRead(notations.readValues),
    histogram: textRead(notations.readHistogram),
  };
  const sample = z
    .strictObject({
      labels: readers.labels.default([]),
      value: sampleValue.optional(),
      histogram: readers.histogram.optional(),
    })
    .superRefine((given, context) => {
      if (given.value !== undefined && given.histogram !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['value'],
          message: 'stands beside a histogram; a sample has one of them',
        });
    })
    .transform(({ labels, value: number, histogram }) => ({ labels, value: number ?? 0, histogram }));
  const expression = z.strictObject({
    expr: plainText.refine((text) => text.trim() !== '', 'must not be empty'),
    eval_time: durationMs.default(0),
    exp_samples: listOf(sample),
  });
  const alert = z.strictObject({
    eval_time: durationMs.default(0),
    alertname: plainText.refine((text) => text !== '', 'must not be empty'),
    exp_alerts: listOf(z.strictObject({ exp_labels: texts, exp_annotations: texts })),
  });
  const test = z.strictObject({
    name: plainText.nullish(),
    interval: positive.nullish(),
    start_timestamp: startMs.default(0),
    input_series: listOf(z.strictObject({ series: readers.labels, values: readers.values })),
    input_streams: listOf(inputStream(readers)),
    alert_rule_test: listOf(alert),
    promql_expr_test: listOf(expression),
    logql_expr_test: listOf(expression),
    external_labels: texts,
    external_url: plainText.nullish(),
  });
  return z.strictObject({
    rule_files: listOf(plainText),
    log_rule_files: listOf(plainText),
    evaluation_interval: positive.default(60_000),
    group_eval_order: listOf(plainText).superRefine((names, context) => {
      const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
      if (twice >= 0)
        context.addIssue({
          code: 'custom',
          path: [twice],
          message: `${JSON.stringify(names[twice])} stands in it twice`,
        });
    }),
    fuzzy_compare: z.boolean().default(false),
    tests: listOf(test),
  });
}
