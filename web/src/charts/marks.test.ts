// @vitest-environment happy-dom
import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { annotationEvents } from './annotation-events';
import { exemplarPoints } from './exemplar-points';
import { chartJson, describe as describeChart, lastSeries } from './summary';

const theme = createTheme();

describe('annotationEvents', () => {
  it('reads moments and regions, tags and the colour of an alert state', () => {
    const frame = createDataFrame({
      fields: [
        { name: 'time', type: FieldType.time, values: [10, 20] },
        { name: 'timeEnd', type: FieldType.time, values: [10, 40] },
        { name: 'text', type: FieldType.string, values: ['deploy', null] },
        { name: 'tags', type: FieldType.other, values: [['a', 'b'], 'x, y'] },
        { name: 'newState', type: FieldType.string, values: [null, 'Alerting'] },
      ],
    });
    const [moment, region] = annotationEvents([frame], theme);
    expect(moment).toMatchObject({ from: 10, to: undefined, text: 'deploy', tags: ['a', 'b'] });
    expect(region).toMatchObject({ from: 20, to: 40, title: 'Alerting', tags: ['x', 'y'] });
    expect(region!.color).toBe(theme.visualization.getColorByName('red'));
  });
});

describe('exemplarPoints', () => {
  const frame = createDataFrame({
    name: 'exemplar',
    fields: [
      { name: 'Time', type: FieldType.time, values: [1, 2] },
      { name: 'Value', type: FieldType.number, values: [0.5, Number.NaN] },
      { name: 'traceID', type: FieldType.string, values: ['a/b', 'c'] },
    ],
  });

  it('links a trace to its page, and leaves out what has no value', () => {
    const found = exemplarPoints([frame]);
    expect(found).toHaveLength(1);
    expect(found[0]!.labels).toEqual([['traceID', 'a/b']]);
    expect(found[0]!.links()).toEqual([{ title: 'Open the trace', href: '/trace/a%2Fb' }]);
  });

  it('are no annotations', () => expect(annotationEvents([frame], theme)).toEqual([]));
});

describe('summary', () => {
  it('tells the number of series and the last values of the first', () => {
    const series = [lastSeries('a', [1, null]), lastSeries('b', [null]), lastSeries('c', [3]), lastSeries('d', [4])];
    expect(describeChart('CPU', series)).toBe('CPU: 4 series. a 1, b no value, c 3, and 1 more');
    expect(JSON.parse(chartJson(series))).toContainEqual({ name: 'b', last: null });
  });
});
