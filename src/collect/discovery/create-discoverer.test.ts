import { expect, it } from 'vitest';
import { discoveryEnvironment } from '../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import { createDiscoverer } from './create-discoverer.js';

it('makes a discoverer by its kind, which ends when it is told to', async () => {
  const groups = [{ targets: ['a:1', 'b:2'], labels: { env: 'test' } }];
  const found = new FoundGroups(createDiscoverer({ kind: 'static', groups }, discoveryEnvironment()));
  expect([...found.groups.values()]).toEqual([
    { source: '0', targets: [{ __address__: 'a:1' }, { __address__: 'b:2' }], labels: { env: 'test' } },
  ]);
  await found.stop();
});
