import { describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { type LogRow, logRows } from '../../../test/support/log-rows.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { QuartetError } from '../../model/errors.js';
import { DEFAULT_LOKI_LIMITS, type LokiLimits } from '../../model/loki-limits.js';
import { ProtobufWriter } from '../../wire/protobuf/writer.js';
import { LokiPush } from '../loki/push.js';
import { logsSignal } from './logs.js';

const NS = 1_800_000_000_000_000_000n;

const FROM = { tenant: 'default', transport: 'http' } as const;

function signal(limits: Partial<LokiLimits> = {}) {
  const { context, writer } = testReceiver();
  const all = { ...DEFAULT_LOKI_LIMITS, ...limits };
  const logs = logsSignal(new LokiPush(context, () => all));
  return {
    send: (request: unknown) => logs.ingest({ ...FROM, body: Buffer.from(JSON.stringify(request)), encoding: 'json' }),
    sendProtobuf: (body: Buffer) => logs.ingest({ ...FROM, body, encoding: 'protobuf' }),
    rows: (): LogRow[] => writer.batches.flatMap(({ logs: batch }) => logRows(batch!, writer.indexes.streams.refs)),
  };
}

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

const request = (records: object[], resource: object[] = [], scope: object = {}) => ({
  resourceLogs: [{ resource: { attributes: resource }, scopeLogs: [{ scope, logRecords: records }] }],
});

describe('mapping', () => {
  it('of a resource some attributes are labels, the rest, scope and record are structured metadata', async () => {
    const { send, rows } = signal();
    const record = {
      timeUnixNano: `${NS}`,
      observedTimeUnixNano: `${NS + 5n}`,
      severityNumber: 'SEVERITY_NUMBER_ERROR',
      severityText: 'Warning',
      body: { stringValue: 'żółć' },
      traceId: '5B8EFFF798038103D269B633813FC60C',
      spanId: 'eee19b7ec3c1b174',
      flags: 1,
      droppedAttributesCount: 2,
      eventName: 'paid',
      attributes: [
        attribute('http.method', 'GET'),
        attribute('both', 'record'),
        { key: 'n', value: { intValue: '-5' } },
        { key: 'd', value: { doubleValue: 1e21 } },
        { key: 'b', value: { boolValue: false } },
        { key: 'raw', value: { bytesValue: 'AQI=' } },
        { key: 'list', value: { arrayValue: { values: [{ stringValue: 'x' }, { intValue: 2 }] } } },
        {
          key: 'm',
          value: {
            kvlistValue: {
              values: [attribute('a.b', 'v'), { key: 'in', value: { kvlistValue: { values: [attribute('k', 'w')] } } }],
            },
          },
        },
      ],
    };
    const resource = [
      attribute('service.name', 'shop'),
      attribute('k8s.pod.name', 'p'),
      attribute('host.name', 'h'),
      attribute('both', 'resource'),
    ];
    const scope = {
      name: 'sc',
      version: '1',
      attributes: [attribute('sa', 'sb'), attribute('both', 'scope')],
      droppedAttributesCount: 3,
    };
    expect(await send(request([record], resource, scope))).toMatchObject({ rejected: 0, message: '' });
    expect(rows()).toEqual([
      {
        labels: { service_name: 'shop', k8s_pod_name: 'p' },
        ns: NS,
        line: 'żółć',
        level: 'warn',
        metadata: {
          host_name: 'h',
          both: 'record',
          sa: 'sb',
          scope_name: 'sc',
          scope_version: '1',
          scope_dropped_attributes_count: '3',
          http_method: 'GET',
          n: '-5',
          d: '1e+21',
          b: 'false',
          raw: 'AQI=',
          list: '["x",2]',
          m_a_b: 'v',
          m_in_k: 'w',
          observed_timestamp: `${NS + 5n}`,
          severity_number: '17',
          severity_text: 'Warning',
          event_name: 'paid',
          dropped_attributes_count: '2',
          flags: '1',
          trace_id: '5b8efff798038103d269b633813fc60c',
          span_id: 'eee19b7ec3c1b174',
        },
      },
    ]);
  });

  it('what belongs to one resource, scope or record does not reach the next', async () => {
    const { send, rows } = signal();
    const one = request(
      [{ attributes: [attribute('r', '1')], body: { stringValue: '1' } }, {}],
      [attribute('x', '1')],
      { name: 's1' },
    );
    const two = request([{}], [attribute('service.name', 'b')]);
    await send({ resourceLogs: [...one.resourceLogs, ...two.resourceLogs] });
    expect(rows().map(({ line, labels, metadata }) => ({ line, labels, metadata }))).toEqual([
      { line: '1', labels: { service_name: 'unknown_service' }, metadata: { x: '1', scope_name: 's1', r: '1' } },
      { line: '', labels: { service_name: 'unknown_service' }, metadata: { x: '1', scope_name: 's1' } },
      { line: '', labels: { service_name: 'b' }, metadata: {} },
    ]);
  });

  it.each([
    [{ stringValue: 'text' }, 'text'],
    [{ intValue: '42' }, '42'],
    [{ boolValue: true }, 'true'],
    [{ doubleValue: 'NaN' }, 'NaN'],
    [{ kvlistValue: { values: [attribute('b', 'x'), attribute('a', 'y')] } }, '{"a":"y","b":"x"}'],
    [{ arrayValue: { values: [{ stringValue: 'x' }, {}] } }, '["x",null]'],
    [{}, ''],
    [undefined, ''],
  ])('the body %j is the line %j', async (body, line) => {
    const { send, rows } = signal();
    await send(request([{ timeUnixNano: `${NS}`, body }]));
    expect(rows()[0]!.line).toBe(line);
  });

  it('the time is the observed one where there is no other, else now', async () => {
    const { send, rows } = signal();
    await send(request([{ observedTimeUnixNano: `${NS - 7n}` }, {}, { severityNumber: 9 }]));
    expect(rows().map(({ ns, level, metadata }) => [ns, level, metadata])).toEqual([
      [NS - 7n, 'unknown', {}],
      [NS, 'unknown', {}],
      [NS, 'info', { severity_number: '9' }],
    ]);
  });

  it('without service.name the service is looked for as for pushes', async () => {
    const { send, rows } = signal();
    await send(request([{}], [attribute('container.name', 'c'), attribute('app', 'a')]));
    expect(rows()[0]!.labels).toEqual({ container_name: 'c', service_name: 'a' });
  });
});

describe('limits', () => {
  it('are those of Loki; what they refuse is a partial success', async () => {
    const { send, rows } = signal({ maxLineSize: 3 });
    const outcome = await send(request([{ body: { stringValue: 'long' } }, { body: { stringValue: 'ok' } }]));
    expect(outcome).toMatchObject({
      rejected: 1,
      message: expect.stringContaining("max entry size '3' bytes exceeded"),
    });
    expect(rows().map(({ line }) => line)).toEqual(['ok']);
  });

  it('a resource whose labels are refused counts with all its records', async () => {
    const { send, rows } = signal({ maxLabelValueLength: 3 });
    const outcome = await send(request([{}, {}], [attribute('service.name', 'long')]));
    expect(outcome).toMatchObject({ rejected: 2, message: expect.stringContaining('label value too long') });
    expect(rows()).toEqual([]);
  });
});

describe('broken requests', () => {
  it.each([
    [{ resourceLogs: 5 }],
    [{ resourceLogs: [5] }],
    [request([{ timeUnixNano: 'NaN' }])],
    [request([{ timeUnixNano: 1.5 }])],
    [request([{ traceId: 'zz' }])],
    [request([{ body: 5 }])],
    [request([{ attributes: {} }])],
  ])('%j', async (body) => {
    await expect(signal().send(body)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('values nested 10,000 deep', async () => {
    const deep = `{"arrayValue":{"values":[`.repeat(10_000) + ']}}'.repeat(10_000);
    const body = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${deep}}]}]}]}`;
    const { context } = testReceiver();
    const logs = logsSignal(new LokiPush(context, () => DEFAULT_LOKI_LIMITS));
    await expect(logs.ingest({ ...FROM, body: Buffer.from(body), encoding: 'json' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('broken protobuf is refused or decoded, never anything else', async () => {
    const { sendProtobuf, rows } = signal({ rejectOldSamples: false, creationGracePeriod: 1e15 });
    const random = seededRandom(7);
    for (let i = 0; i < FUZZ_CASES; i++) {
      try {
        await sendProtobuf(mutate(PROTOBUF, random));
      } catch (error) {
        expect(error).toBeInstanceOf(QuartetError);
        expect(['invalid_argument', 'internal']).toContain((error as QuartetError).code);
      }
    }
    rows();
    expect(await sendProtobuf(PROTOBUF)).toMatchObject({ rejected: 0, stored: 1 });
  });
});

/** A request with one record that has every kind of field. */
const PROTOBUF = protobufRequest();

function protobufRequest(): Buffer {
  const writer = new ProtobufWriter();
  const pair = (to: ProtobufWriter, field: number, key: string) =>
    to.message(field, (kv) => {
      kv.string(1, key);
      kv.message(2, (value) => value.string(1, `value of ${key}`));
    });
  writer.message(1, (resourceLogs) => {
    resourceLogs.message(1, (resource) => {
      pair(resource, 1, 'service.name');
      pair(resource, 1, 'host.name');
    });
    resourceLogs.message(2, (scopeLogs) => {
      scopeLogs.message(1, (scope) => {
        scope.string(1, 'scope');
        pair(scope, 3, 'a');
      });
      scopeLogs.message(2, (record) => {
        record.uint32(2, 9);
        record.string(3, 'INFO');
        record.message(5, (body) => body.message(6, (map) => pair(map, 1, 'nested')));
        pair(record, 6, 'key');
        record.bytes(9, Buffer.alloc(16, 1));
        record.bytes(10, Buffer.alloc(8, 2));
      });
    });
  });
  return writer.finish();
}
