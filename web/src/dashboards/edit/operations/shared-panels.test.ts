import { expect, it } from 'vitest';
import { readDashboard, writeDashboard } from '../../model/read-dashboard';
import type { LibraryElement } from '../../view/use-library-panel';
import { removePanel } from './panels';
import { changeShared, unlinked, usedDrafts } from './shared-panels';

const reference = { uid: 'shared', name: 'Requests' };
const DASHBOARD = readDashboard({
  title: 'T',
  panels: [
    { id: 1, type: 'library-panel-ref', title: '', libraryPanel: reference, gridPos: { x: 0, y: 0, w: 12, h: 8 } },
    { id: 2, type: 'library-panel-ref', title: '', libraryPanel: reference, gridPos: { x: 12, y: 0, w: 12, h: 8 } },
  ],
});
const ELEMENT: LibraryElement = {
  uid: 'shared',
  name: 'Requests',
  version: 4,
  model: { id: 9, type: 'stat', title: 'Requests', gridPos: { x: 3 }, libraryPanel: reference },
};
const titled = (title: string) => changeShared(DASHBOARD, 'panel-1', ELEMENT, (panel) => ({ ...panel, title }));

it('a change of a shared panel is kept once for all places, without what is the dashboard’s', () => {
  const changed = titled('New');
  expect(changed.sharedDrafts).toEqual({
    shared: { name: 'Requests', version: 4, model: { type: 'stat', title: 'New' } },
  });
  expect(writeDashboard(changed)).toEqual(writeDashboard(DASHBOARD));
  const twice = changeShared(changed, 'panel-2', ELEMENT, (panel) => ({ ...panel, type: `${panel.title} graph` }));
  expect(twice.sharedDrafts!.shared!.model).toEqual({ type: 'New graph', title: 'New' });
});

it('a change taken back leaves nothing to store, and neither does a panel that is gone', () => {
  const back = changeShared(titled('New'), 'panel-1', ELEMENT, (panel) => ({ ...panel, title: 'Requests' }));
  expect(usedDrafts(back)).toEqual([]);
  expect(usedDrafts(removePanel(titled('New'), 'panel-1'))).toHaveLength(1);
  expect(usedDrafts(removePanel(removePanel(titled('New'), 'panel-1'), 'panel-2'))).toEqual([]);
});

it('unlinked it has what was changed here, and the other place stays shared', () => {
  const next = unlinked(titled('New'), 'panel-1', { type: 'stat', title: 'Requests' });
  expect(next.panels['panel-1']).toEqual({ id: 1, type: 'stat', title: 'New' });
  expect(next.panels['panel-2']!.libraryPanel).toEqual(reference);
});
