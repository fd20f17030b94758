import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../model/dashboard';
import { addExpression, addTarget, choicesOf, duplicateTarget, MIXED, nextRefId, setPanelSource } from './targets';

const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const panel: Panel = {
  id: 1,
  type: 'timeseries',
  title: '',
  datasource: PROMETHEUS,
  targets: [{ refId: 'A', expr: 'up', legendFormat: '{{job}}', hide: true }],
};

describe('queries of a panel', () => {
  it('have letters of their own', () => {
    expect(nextRefId([{ refId: 'A' }, { refId: 'C' }])).toBe('B');
    const all = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((refId) => ({ refId }));
    expect(nextRefId(all)).toBe('AA');
  });

  it('are added for the source of the panel, and duplicated beside the original', () => {
    expect(addTarget(panel).targets![1]).toMatchObject({ refId: 'B', datasource: PROMETHEUS, range: true });
    const three = duplicateTarget(addTarget(panel), 0).targets!;
    expect(three.map(({ refId, expr }) => [refId, expr])).toEqual([
      ['A', 'up'],
      ['C', 'up'],
      ['B', undefined],
    ]);
  });

  it('take their text along to another kind of source, without settings of the former', () => {
    const moved = setPanelSource(panel, { type: 'tempo', uid: 'tempo' });
    expect(moved.targets![0]).toEqual({
      refId: 'A',
      hide: true,
      datasource: { type: 'tempo', uid: 'tempo' },
      queryType: 'traceql',
      limit: 20,
      tableType: 'traces',
      query: 'up',
    });
  });

  it('keep their source when the panel becomes mixed', () => {
    const mixed = setPanelSource(panel, { type: 'datasource', uid: MIXED });
    expect(mixed.targets![0]).toMatchObject({ datasource: PROMETHEUS, legendFormat: '{{job}}' });
    expect(addTarget(mixed).targets![1]).toMatchObject({ datasource: PROMETHEUS });
  });

  it('expressions stay what they are when the source changes, and queries after them have that of queries', () => {
    const calculated = addExpression(panel);
    expect(calculated.targets![1]).toMatchObject({ refId: 'B', type: 'math', datasource: { uid: '__expr__' } });
    expect(setPanelSource(calculated, { type: 'loki', uid: 'loki' }).targets![1]).toEqual(calculated.targets![1]);
    const mixed = setPanelSource(calculated, { type: 'datasource', uid: MIXED });
    expect(addTarget(mixed).targets![2]).toMatchObject({ refId: 'C', datasource: PROMETHEUS });
  });

  it('can be of a variable', () => {
    expect(choicesOf([], [{ type: 'datasource', name: 'ds', query: 'loki' }])).toEqual([
      { uid: '${ds}', name: '${ds}', type: 'loki' },
    ]);
  });
});
