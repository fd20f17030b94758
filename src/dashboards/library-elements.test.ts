import { expect, it } from 'vitest';
import type { StoredDashboard } from './dashboard.js';
import { usersByElement } from './library-elements.js';

const stored = (uid: string, model: object) => ({ uid, model }) as StoredDashboard;
const uids = (users: readonly StoredDashboard[] = []) => users.map(({ uid }) => uid);

it('counts dashboards once, with panels in closed rows and elements of schema v2', () => {
  const libraryPanel = { uid: 'shared', name: 'Shared' };
  const users = usersByElement([
    stored('plain', { panels: [{ libraryPanel }, { libraryPanel }] }),
    stored('row', { panels: [{ type: 'row', panels: [{ libraryPanel }] }] }),
    stored('v2', {
      elements: { one: { kind: 'LibraryPanel', spec: { id: 1, libraryPanel } }, two: { kind: 'Panel' } },
    }),
    stored('none', { panels: [{ type: 'text' }] }),
  ]);
  expect(uids(users.get('shared'))).toEqual(['plain', 'row', 'v2']);
});
