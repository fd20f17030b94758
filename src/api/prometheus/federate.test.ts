import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import { NOW_MS } from '../../../test/support/read-context.js';
import type { SeriesSamples } from '../../storage/interface.js';
import { federation } from './plugin.js';

const STALE = new Float64Array(BigUint64Array.of(0x7ff0000000000002n).buffer)[0]!;

const series = (labels: string[], ...values: number[]): SeriesSamples => ({
  labels,
  ts: Float64Array.from(values, (_, i) => NOW_MS - 1000 * (values.length - i)),
  values: Float64Array.from(values),
});

it('gives the last sample of each series that has not ended, ordered by name', async () => {
  const app = Fastify();
  const context = prometheusContext({
    async *samples() {
      yield [
        series(['__name__', 'up', 'instance', 'b'], 1),
        series(['__name__', 'gone', 'instance', 'a'], 1, STALE),
        series(['__name__', 'up', 'instance', 'a'], 1, 0),
        series(['__name__', 'load', 'instance', 'a'], 2.5),
      ];
    },
  });
  app.register(federation, { context });
  const at = NOW_MS - 1000;
  const answer = await app.inject('/federate?match[]={instance=~".*"}&match[]=up');
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8; escaping=underscores');
  expect(answer.body).toBe(
    `# TYPE load untyped\nload{instance="a"} 2.5 ${at}\n# TYPE up untyped\nup{instance="a"} 0 ${at}\nup{instance="b"} 1 ${at}\n`,
  );
  expect((await app.inject('/federate')).body).toBe('');
  const wrong = await app.inject('/federate?match[]=up{');
  expect([wrong.statusCode, wrong.body]).toEqual([400, '1:4: parse error: unexpected end of input inside braces\n']);
});

it('tells series apart whatever their values hold', async () => {
  const app = Fastify();
  const context = prometheusContext({
    async *samples() {
      yield [series(['__name__', 'up', 'a', '1', 'b', '2'], 1), series(['__name__', 'up', 'a', '1\xffb\xff2'], 2)];
    },
  });
  app.register(federation, { context });
  expect((await app.inject('/federate?match[]=up')).body.match(/^up/gm)).toHaveLength(2);
});
