// @vitest-environment happy-dom
import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { beforeAll, expect, it, vi } from 'vitest';
import { showPanel } from '../single-value/support/show-panel';
import { graphOfFrames } from './graph-of-frames';

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

const nodes = createDataFrame({
  fields: [
    { name: 'id', values: ['api', 'db'] },
    { name: 'title', values: ['API', null] },
    { name: 'mainStat', type: FieldType.number, values: [12.5, null], config: { unit: 'ms' } },
    {
      name: 'arc__ok',
      type: FieldType.number,
      values: [0.75, 2],
      config: { color: { mode: 'fixed', fixedColor: 'green' } },
    },
    { name: 'detail__zone', values: ['eu', 'us'] },
  ],
});
const edges = createDataFrame({
  fields: [
    { name: 'id', values: ['1', '1'] },
    { name: 'source', values: ['api', 'api'] },
    { name: 'target', values: ['db', 'db'] },
  ],
});

it('reads nodes and edges', () => {
  const graph = graphOfFrames([nodes, edges], {}, createTheme());
  expect(graph.nodes).toMatchObject([
    { id: 'api', title: 'API', mainStat: '12.5 ms', arcs: [{ share: 0.75, name: 'ok' }], details: [['zone', 'eu']] },
    { id: 'db', title: 'db', arcs: [{ share: 1 }] },
  ]);
  expect(graph.edges).toHaveLength(1);
});

it('takes other units and arcs', () => {
  const options = { nodes: { mainStatUnit: 's', arcs: [{ field: 'arc__ok', color: 'red' }] } };
  const [api] = graphOfFrames([nodes], options, createTheme()).nodes;
  expect(api).toMatchObject({ mainStat: '12.5 s', arcs: [{ color: '#F2495C' }] });
});

it('has the ends of edges where there are no nodes', () => {
  expect(graphOfFrames([edges], {}, createTheme()).nodes.map(({ id }) => id)).toEqual(['api', 'db']);
});

it('draws them', async () => {
  const { text, state } = await showPanel('nodeGraph', { frames: [nodes, edges] });
  expect(text()).toContain('API to db');
  expect(state()).toBe('done');
  expect((await showPanel('nodeGraph', {})).state()).toBe('empty');
});
