import { describe, expect, it } from 'vitest';
import { storedSpan } from '../../../test/support/stored-span-batch.js';
import { OTLP_FORM, tracesJson } from '../otlp/traces-encode.js';
import { resourceSpansText } from './resource-spans-text.js';

const RESOURCES = [
  ['resource.service.name', 'sshop', 'scope.name', 'http'],
  ['resource.service.name', 'sshop', 'scope.name', 'sql', 'scope_schema_url', 'https://example.org/1'],
  ['resource.service.name', 's"cart"', 'resource_schema_url', 'https://example.org/2'],
];

const spans = Array.from({ length: 500 }, (_, i) =>
  storedSpan({
    spanId: Buffer.from(i.toString(16).padStart(16, '0'), 'hex'),
    resource: RESOURCES[i % 7 === 0 ? 2 : i % 2]!,
    name: `work "${i}"`,
    flags: i % 3,
    attributes: ['n', `i${i}`],
  }),
);

describe('the text of spans', () => {
  it.each([0, 1, 64, 65, 500])('of %i is the JSON of them all, in either form', (count) => {
    const some = spans.slice(0, count);
    expect([...resourceSpansText(some)].join('')).toBe(JSON.stringify(tracesJson(some)));
    const form = OTLP_FORM;
    expect([...resourceSpansText(some, { form })].join('')).toBe(JSON.stringify(tracesJson(some, form)));
  });

  it('comes in pieces that are small whatever there is', () => {
    const longest = Math.max(...[...resourceSpansText(spans)].map(({ length }) => length));
    expect(longest).toBeLessThan(JSON.stringify(tracesJson(spans.slice(0, 80))).length);
  });

  it('shows of a span what it is told to', () => {
    const text = [...resourceSpansText(spans, { shown: (span) => ({ ...span, flags: 0 }) })].join('');
    expect(text).toBe(JSON.stringify(tracesJson(spans.map((span) => ({ ...span, flags: 0 })))));
  });
});
