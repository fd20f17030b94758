import { expect, it } from 'vitest';
import { labelsFrom, labelsToObject } from '../model/labels.js';
import { withAbsoluteLinks } from './absolute-links.js';

it.each([
  ['docs/runbooks/HighErrorRate.md', 'https://q.example/base/runbooks/HighErrorRate'],
  ['/runbooks/HighErrorRate', 'https://q.example/base/runbooks/HighErrorRate'],
  ['https://wiki.example/HighErrorRate', 'https://wiki.example/HighErrorRate'],
  ['//elsewhere.example/x', '//elsewhere.example/x'],
  ['see the wiki', 'see the wiki'],
])('a runbook at %s is at %s', (link, wanted) => {
  const annotations = labelsFrom([
    ['dashboard_url', '/d/overview'],
    ['runbook_url', link],
    ['summary', '/d/overview'],
  ]);
  expect(labelsToObject(withAbsoluteLinks(annotations, 'https://q.example/base'))).toEqual({
    dashboard_url: 'https://q.example/base/d/overview',
    runbook_url: wanted,
    summary: '/d/overview',
  });
});

it('what has no links stays the same', () => {
  const annotations = labelsFrom([['summary', 's']]);
  expect(withAbsoluteLinks(annotations, 'https://q.example')).toBe(annotations);
});
