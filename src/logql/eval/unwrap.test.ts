import { expect, it } from 'vitest';
import type { LabelFilter, Unwrap } from '../ast.js';
import { EntryLabels } from './entry-labels.js';
import { pipelineEntry } from './stage.js';
import { compileUnwrap } from './unwrap.js';

const NO_ERROR: LabelFilter = { kind: 'text', matcher: { name: '__error__', op: '=', value: '' } };

function unwrapped(value: string, conversion?: Unwrap['conversion'], filters: readonly LabelFilter[] = []) {
  const labels = new EntryLabels(['v', value], []);
  const unwrap: Unwrap = { label: 'v', filters, ...(conversion === undefined ? {} : { conversion }) };
  const sample = compileUnwrap(unwrap)(pipelineEntry(labels));
  return [sample, labels.error === undefined ? '' : `${labels.error}: ${labels.errorDetails}`];
}

it.each<[string, Unwrap['conversion'], number | undefined, string]>([
  ['1e3', undefined, 1000, ''],
  ['+7', undefined, 7, ''],
  ['-Inf', undefined, Number.NEGATIVE_INFINITY, ''],
  ['', undefined, undefined, ''],
  ['12ms', undefined, 0, 'SampleExtractionErr: strconv.ParseFloat: parsing "12ms": invalid syntax'],
  ['1h30m', 'duration', 5400, ''],
  ['12ms', 'duration_seconds', 0.012, ''],
  ['0', 'duration', 0, ''],
  ['10', 'duration', 0, 'SampleExtractionErr: time: missing unit in duration "10"'],
  ['1KiB', 'bytes', 1024, ''],
  ['2 MB', 'bytes', 2e6, ''],
  ['-1KB', 'bytes', 0, 'SampleExtractionErr: strconv.ParseFloat: parsing "": invalid syntax'],
])('%j as %s is %j', (value, conversion, sample, error) =>
  expect(unwrapped(value, conversion)).toEqual([sample, error]),
);

it('leaves out what the filters behind it leave out', () => {
  expect(unwrapped('x', undefined, [NO_ERROR])[0]).toBeUndefined();
  expect(unwrapped('5', undefined, [NO_ERROR])[0]).toBe(5);
  const over: LabelFilter = { kind: 'number', name: 'v', op: '>', value: 40 };
  expect(unwrapped('5', undefined, [over])[0]).toBeUndefined();
  expect(unwrapped('41', undefined, [NO_ERROR, over])[0]).toBe(41);
});

it('knows no value of a missing label', () => {
  const labels = new EntryLabels([], []);
  expect(compileUnwrap({ label: 'v', filters: [] })(pipelineEntry(labels))).toBeUndefined();
});
