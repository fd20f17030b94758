import { expect, it } from 'vitest';
import { runbookPath, sectionsOf } from './sections';

it('takes a runbook apart', () => {
  const markdown = [
    '# Down',
    '',
    'In [rules](../../rules/a.yml), see [Slow](Slow.md) and [docs](https://example.org/x).',
    '',
    '```promql',
    'up == 0',
    '```',
    '',
    '```sh',
    'date',
    'id',
    '```',
    'End.',
    '',
  ].join('\n');
  expect(sectionsOf(markdown)).toEqual([
    { kind: 'text', text: 'In rules, see [Slow](/runbooks/Slow) and [docs](https://example.org/x).' },
    { kind: 'code', text: 'up == 0', signal: 'metrics' },
    { kind: 'code', text: 'date\nid', signal: undefined },
    { kind: 'text', text: 'End.' },
  ]);
});

it.each([
  ['docs/runbooks/ServiceDown.md', '/runbooks/ServiceDown'],
  ['ServiceDown.md', '/runbooks/ServiceDown'],
  ['docs/web.md', undefined],
  ['../../secret.md', undefined],
  ['https://example.org/ServiceDown.md', undefined],
  ['javascript:x', undefined],
])('%s leads to %s', (path, expected) => {
  expect(runbookPath(path)).toBe(expected);
});
