import { expect, it } from 'vitest';
import { discoveryEnvironment } from '../../../test/support/discovery-environment.js';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import type { TargetGroup } from './discovery.js';
import { MAX_TARGETS } from './discovery-environment.js';
import { type PolledPart, pollingDiscoverer } from './polling.js';

const group = (source: string, ...addresses: string[]): TargetGroup => ({
  source,
  targets: addresses.map((address) => ({ __address__: address })),
  labels: {},
});

function polled(parts: () => PolledPart[]) {
  const clock = new DrivenClock(0);
  const environment = discoveryEnvironment({ clock });
  let closed = 0;
  const discoverer = pollingDiscoverer(
    () => ({
      kind: 'http',
      refreshMs: 60_000,
      parts: async () => parts(),
      close: async () => {
        closed++;
      },
    }),
    environment,
  );
  return { clock, environment, found: new FoundGroups(discoverer), closed: () => closed };
}

it('asks after each interval and tells of changes alone', async () => {
  let groups = [group('a', 'x:1'), group('b', 'y:1')];
  const { clock, found, closed } = polled(() => [{ name: 'one', load: async () => groups }]);
  await found.until(({ calls }) => calls.length === 1);
  await clock.advance(60_000);
  expect(found.calls).toEqual([['a', 'b']]);
  groups = [group('b', 'y:2')];
  await clock.advance(60_000);
  expect(found.calls).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(found.addresses).toEqual(['y:2']);
  await found.stop();
  expect(closed()).toBe(1);
});

it('keeps the groups of a part that fails, logs it once and tries again sooner', async () => {
  let broken = false;
  let asked = 0;
  const { clock, environment, found } = polled(() => [
    {
      name: 'one',
      load: async () => {
        asked++;
        if (broken) throw new Error('connection refused');
        return [group('one', 'x:1')];
      },
    },
    { name: 'two', load: async () => [group('two', `y:${asked}`)] },
  ]);
  await found.until(({ calls }) => calls.length === 1);
  broken = true;
  await clock.advance(60_000);
  expect(asked).toBe(2);
  await clock.advance(30_000);
  expect(asked).toBeGreaterThan(5);
  expect(found.addresses[0]).toBe('x:1');
  expect(found.addresses[1]).toBe(`y:${asked}`);
  expect(environment.logged).toEqual(['one: connection refused']);
  expect(environment.failures).toHaveLength(asked - 1);
  broken = false;
  await clock.advance(60_000);
  expect(environment.logged).toEqual(['one: connection refused', 'one: works']);
  await found.stop();
});

it('refuses more targets than one discovery may have, and keeps what it had', async () => {
  let count = 1;
  const { clock, environment, found } = polled(() => [
    { name: 'one', load: async () => [group('a', ...Array.from({ length: count }, (_, at) => `x:${at}`))] },
  ]);
  await found.until(({ calls }) => calls.length === 1);
  count = MAX_TARGETS + 1;
  await clock.advance(60_000);
  expect(found.addresses).toEqual(['x:0']);
  expect(environment.logged).toEqual([
    `all: found ${MAX_TARGETS + 1} targets; at most ${MAX_TARGETS} may come of one discovery`,
  ]);
  await found.stop();
});
