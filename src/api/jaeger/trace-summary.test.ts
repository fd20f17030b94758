import { expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-span-batch.js';
import { encodeTraceSummaries, traceSummariesJson } from '../../wire/jaeger/trace-summary.js';
import { ProtobufReader } from '../../wire/protobuf/reader.js';
import { traceSummary } from './trace-summary.js';

const id = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');

const span = (service: string, own: number, parent: number, startNs: bigint, durationNs: bigint, status = 0) =>
  storedSpan({
    resource: ['resource.service.name', `s${service}`],
    traceId: Buffer.alloc(16, 1),
    spanId: id(own),
    parentId: id(parent),
    name: `${service}-${own}`,
    startNs,
    durationNs,
    status,
  });

const SUMMARY = {
  traceId: '01'.repeat(16),
  rootServiceName: 'shop',
  rootOperationName: 'shop-1',
  startNs: 5n,
  endNs: 40n,
  spanCount: 4,
  errorSpanCount: 2,
  orphanSpanCount: 1,
  services: [
    { name: 'db', spanCount: 1, errorSpanCount: 1 },
    { name: 'shop', spanCount: 3, errorSpanCount: 1 },
  ],
};

it('sums up a trace', async () => {
  const spans = [span('shop', 3, 77, 5n, 1n), span('shop', 1, 0, 10n, 20n), span('db', 2, 1, 11n, 29n, 2)];
  expect(await traceSummary([...spans, span('shop', 4, 1, 12n, 1n, 2)])).toEqual(SUMMARY);
});

it('has no root where every span has a parent', async () => {
  expect(await traceSummary([span('shop', 1, 9, 5n, 1n)])).toMatchObject({ rootServiceName: '', orphanSpanCount: 1 });
});

it('is JSON with times as text, and protobuf', () => {
  const { startNs, endNs, ...rest } = SUMMARY;
  expect(traceSummariesJson([SUMMARY])).toEqual({
    summaries: [{ ...rest, minStartTimeUnixNano: '5', maxEndTimeUnixNano: '40' }],
  });
  const reader = new ProtobufReader(encodeTraceSummaries([SUMMARY]));
  expect(reader.tag()).toBe(10);
  const end = reader.message();
  const fields: number[] = [];
  while (reader.position < end) {
    const tag = reader.tag();
    fields.push(tag >> 3);
    reader.skip(tag);
  }
  expect(fields).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9]);
});
