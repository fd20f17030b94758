import { FieldType, type Labels } from '@grafana/data';
import { expect, it } from 'vitest';
import { namedByDifferences } from './differing-names';
import { seriesFrame } from './frames';

const namesOf = (...all: Labels[]) =>
  namedByDifferences(all.map((labels) => seriesFrame({ refId: 'A', labels, times: [0], values: [1] }))).map(
    ({ fields }) => fields.find(({ type }) => type === FieldType.number)?.config.displayNameFromDS,
  );

it('names series by the only label in which they differ', () => {
  expect(namesOf({ __name__: 'up', job: 'a', severity: 'x' }, { __name__: 'up', job: 'b', severity: 'x' })).toEqual([
    'a',
    'b',
  ]);
});

it('names several such labels, also those that some series lack', () => {
  expect(namesOf({ job: 'a', le: '1', x: 'y' }, { job: 'b', le: '1', x: 'y' }, { job: 'b', x: 'y' })).toEqual([
    'job=a, le=1',
    'job=b, le=1',
    'b',
  ]);
});

it('names a series alone by its labels without the metric', () => {
  expect(namesOf({ __name__: 'up', job: 'a' })).toEqual(['a']);
  expect(namesOf({ job: 'a', le: '1' })).toEqual(['job=a, le=1']);
});

it('leaves the name to the frame where there is nothing to tell apart', () => {
  expect(namesOf({ __name__: 'up' })).toEqual([undefined]);
  expect(namesOf({ job: 'a' }, { job: 'a' })).toEqual([undefined, undefined]);
});
