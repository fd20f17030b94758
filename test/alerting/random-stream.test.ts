import { describe, expect, it } from 'vitest';
import { Alertmanager } from '../../src/alerting/alertmanager.js';
import { parseMatchers } from '../../src/alerting/matchers/parse-matchers.js';
import type { Notification } from '../../src/alerting/notify/integration.js';
import { readAlertmanagerConfig } from '../../src/config/alertmanager/alertmanager.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { labelsFrom, labelValue } from '../../src/model/labels.js';
import { MemoryDocuments } from '../support/memory-documents.js';
import { fc } from '../support/property.js';
import { FakeReceiver, wellBehaved } from './fake-receiver.js';
import { SettlingClock } from './settling-clock.js';

const CONFIG = readAlertmanagerConfig(
  new YamlFile(
    '/random.yml',
    `global: {resolve_timeout: 1h}
route: {receiver: default, group_by: [group], group_wait: 10s, group_interval: 1m, repeat_interval: 30m}
receivers: [{name: default}]`,
  ),
  parseMatchers,
);

const FAR_MS = 48 * 3_600_000;
const alert = fc.record({ group: fc.constantFrom('a', 'b'), name: fc.constantFrom('X', 'Y', 'Z') });

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('fire' as const), alert }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('end' as const), alert }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 150 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reload' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 12 }) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const known = ({ group, name }: { group: string; name: string }) => `${group}/${name}`;

/** What fires at the end, and what the receiver was told last of each group. */
async function play(steps: readonly Step[]): Promise<{ fires: string[]; told: string[] }> {
  const clock = new SettlingClock(Date.parse('2026-01-05T00:00:00Z'));
  const documents = new MemoryDocuments();
  const behaviour = wellBehaved();
  const last = new Map<string, Notification>();
  const start = async () => {
    const alertmanager = new Alertmanager({
      config: CONFIG,
      documents,
      clock,
      integrations: () => [new FakeReceiver(0, true, clock, behaviour, (told) => last.set(told.groupKey, told))],
      peer: { position: 0, peers: 1 },
      logger: { info() {}, warn() {}, error() {} },
      tenant: 'default',
    });
    await alertmanager.start();
    return alertmanager;
  };
  let alertmanager = await start();
  const fires = new Set<string>();
  const post = ({ group, name }: { group: string; name: string }, startsAtMs: number | undefined, endsAtMs: number) => {
    const pairs: [string, string][] = [
      ['alertname', name],
      ['group', group],
    ];
    return alertmanager.post([{ labels: labelsFrom(pairs), annotations: [], startsAtMs, endsAtMs, generatorUrl: '' }]);
  };
  const acts: { [A in Step['act']]: (one: Extract<Step, { act: A }>) => unknown } = {
    fire: ({ alert }) => {
      fires.add(known(alert));
      return post(alert, clock.now(), clock.now() + FAR_MS);
    },
    end: ({ alert }) => fires.delete(known(alert)) && post(alert, undefined, clock.now()),
    wait: ({ seconds }) => clock.advance(seconds * 1000),
    restart: async () => {
      await alertmanager.stop();
      alertmanager = await start();
    },
    reload: () => alertmanager.apply(CONFIG),
    fail: ({ times }) => {
      behaviour.failures = times;
    },
  };
  for (const one of steps) await (acts[one.act] as (given: Step) => unknown)(one);
  behaviour.failures = 0;
  await clock.advance(5 * 60_000);
  const told = [...last.values()].flatMap(({ alerts }) =>
    alerts
      .filter(({ status }) => status === 'firing')
      .map(({ labels }) => known({ group: labelValue(labels, 'group'), name: labelValue(labels, 'alertname') })),
  );
  await alertmanager.stop();
  return { fires: [...fires].sort(), told: told.sort() };
}

describe('a random stream of alerts, with restarts, reloads and failures', () => {
  it('leaves the receiver knowing what fires', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { fires, told } = await play(steps);
        expect(told).toEqual(fires);
      }),
      { numRuns: 60 },
    );
  });
});
