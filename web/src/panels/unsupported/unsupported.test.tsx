// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { showPanel } from '../single-value/support/show-panel';

it('says what is not drawn, and what would do', async () => {
  const { text, state } = await showPanel('geomap', { options: { panelType: 'geomap', panelTitle: 'Geomap' } });
  expect(text()).toContain('Geomap cannot be drawn here');
  expect(text()).toContain('A table or a bar chart by region');
  expect(state()).toBe('empty');
});

it('names types that nobody knows', async () => {
  const options = { panelType: 'acme-<b>-panel', panelTitle: 'acme-<b>-panel', panelTargets: [{ expr: 'up' }] };
  const { text, getByRole } = await showPanel('acme-<b>-panel', { options });
  expect(text()).toContain('acme-<b>-panel cannot be drawn here');
  expect(getByRole('button', { name: 'Show its data as a table' })).toBeDefined();
});
