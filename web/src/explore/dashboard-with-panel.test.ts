import { expect, it } from 'vitest';
import { withPanel } from './dashboard-with-panel';

const panel = { title: 'New', datasource: 'prometheus' as const, targets: [{ refId: 'A', expr: 'up' }] };

it('puts the panel below all others, with an id of its own', () => {
  const before = {
    title: 'x',
    panels: [
      { id: 7, gridPos: { y: 0, h: 8 } },
      { id: 2, gridPos: { y: 8, h: 1 }, panels: [{ id: 9, gridPos: { y: 9, h: 4 } }] },
    ],
  };
  const after = withPanel(before, panel);
  expect(after.panels).toHaveLength(3);
  expect(after.panels![2]).toMatchObject({ id: 10, gridPos: { x: 0, y: 13 }, targets: [{ expr: 'up' }] });
  expect(after.title).toBe('x');
});

it('is the first of an empty one', () => {
  expect(withPanel({}, panel).panels).toMatchObject([{ id: 1, gridPos: { y: 0 } }]);
});
