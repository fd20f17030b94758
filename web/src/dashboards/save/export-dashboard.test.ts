import { expect, it } from 'vitest';
import { readDashboard } from '../model/read-dashboard';
import { sharedJson } from './export-dashboard';

it('a shared dashboard leaves its data sources open', () => {
  const shared = sharedJson(
    readDashboard({
      id: 5,
      uid: 'u',
      version: 3,
      title: 'T',
      panels: [
        {
          id: 1,
          type: 'stat',
          title: '',
          datasource: { type: 'prometheus', uid: 'prometheus' },
          targets: [{ refId: 'A' }],
        },
        { id: 2, type: 'logs', title: '', datasource: { type: 'loki', uid: '${ds}' } },
        { id: 3, type: 'stat', title: '', datasource: { type: 'datasource', uid: '-- Mixed --' } },
      ],
    }),
  );
  expect(shared).toMatchObject({
    id: null,
    __inputs: [{ name: 'DS_PROMETHEUS', type: 'datasource', pluginId: 'prometheus' }],
    panels: [
      { datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' } },
      { datasource: { type: 'loki', uid: '${ds}' } },
      { datasource: { type: 'datasource', uid: '-- Mixed --' } },
    ],
  });
  expect(shared.version).toBeUndefined();
});
