import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../test/support/recording-writer.js';
import { storedSpan, storedSpanBatch } from '../../test/support/stored-span-batch.js';
import { textsOf } from '../model/string-cursor.js';
import { withinAttributeLimit } from './attribute-limit.js';

const resources = memoryIndex('resource.service.name');
const LONG = `s${'x'.repeat(20)}`;
const batch = storedSpanBatch({ resources }, [
  storedSpan({
    resource: [
      'resource.host',
      LONG,
      'resource.service.name',
      'sshop',
      'scope.attributes.build',
      LONG,
      'scope.name',
      LONG,
    ],
    attributes: ['sql', LONG, 'short', 's12345', 'a key that is long', 'i1', 'number', 'i12345678901'],
    events: [{ ns: 1n, name: 'x'.repeat(20), attributes: ['stack', LONG, 'ok', 's1'] }],
    links: [{ traceId: new Uint8Array(16), spanId: new Uint8Array(8), traceState: '', attributes: ['why', LONG] }],
  }),
]);

describe('attributes', () => {
  it('are cut wherever they are, and counted', () => {
    const { spans, cut } = withinAttributeLimit(batch, 12, resources);
    expect(cut).toEqual({ resource: 1, scope: 1, span: 2, event: 1, link: 1 });
    expect(spans.runs[0]!.resource.labels).toEqual([
      ...['resource.host', `s${'x'.repeat(12)}`, 'resource.service.name', 'sshop'],
      ...['scope.attributes.build', `s${'x'.repeat(12)}`, 'scope.name', LONG],
    ]);
    const { paths } = spans.attributes;
    expect([...paths.keys()]).toEqual(['sql', 'short', 'a key that i', 'number']);
    expect(textsOf(paths.get('sql')!.strings(0))).toEqual(['x'.repeat(12)]);
    expect(withinAttributeLimit(spans, 12, resources).spans).toBe(spans);
  });

  it('stay where nothing is too long', () => {
    expect(withinAttributeLimit(batch, 20, resources).spans).toBe(batch);
    expect(withinAttributeLimit(batch, Number.POSITIVE_INFINITY, resources).spans).toBe(batch);
  });
});
