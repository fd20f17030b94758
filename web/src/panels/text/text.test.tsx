// @vitest-environment happy-dom
import { createDataFrame, FieldType } from '@grafana/data';
import { describe, expect, it, vi } from 'vitest';
import { HOSTILE } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';
import { tokensOf } from './highlight';
import { markdownHtml } from './markdown';

// The DOM of these tests has no node iterator that DOMPurify could use: it is tested in a browser (test/web/rich-text.test.ts).
vi.mock('./sanitize', () => ({ sanitized: (html: string) => html }));

it('writes markdown, with variables in it', async () => {
  const { container, state } = await showPanel('text', {
    options: { mode: 'markdown', content: '# Calls of $service\n\n- one\n- two' },
    variables: { service: 'api' },
  });
  expect(container.querySelector('h1')!.textContent).toBe('Calls of api');
  expect(container.querySelectorAll('li')).toHaveLength(2);
  expect(state()).toBe('done');
});

it('takes values of variables as text', async () => {
  const { container } = await showPanel('text', {
    options: { mode: 'html', content: '<b>$service</b>' },
    variables: { service: HOSTILE },
  });
  expect(container.querySelector('b')!.textContent).toBe(HOSTILE);
});

it('shows code as it is, with numbers of lines', async () => {
  const { container, text } = await showPanel('text', {
    options: { mode: 'code', content: '{"a": 1}\n<b>', code: { language: 'json', showLineNumbers: true } },
  });
  expect(text()).toBe('1\n2{"a": 1}\n<b>');
  expect(container.querySelector('[data-token=string]')!.textContent).toBe('"a"');
});

it('writes its content for each row', async () => {
  const frame = createDataFrame({ fields: [{ name: 'host', type: FieldType.string, values: ['a', 'b'] }] });
  const { container } = await showPanel('text', {
    frames: [frame],
    options: { mode: 'html', content: '<i>${__data.fields.host}</i>', renderMode: 'perRow' },
  });
  expect([...container.querySelectorAll('i')].map(({ textContent }) => textContent)).toEqual(['a', 'b']);
});

it('draws the beginning of 10 MB, and says so', async () => {
  const { text } = await showPanel('text', { options: { mode: 'code', content: 'x'.repeat(10_000_000) } });
  expect(text()).toContain('9,700,000 more characters are not shown');
});

it('takes the options of old panels over', async () => {
  expect(
    (await showPanel('text', { json: { mode: 'html', content: '<em>x</em>' } })).container.querySelector('em'),
  ).not.toBeNull();
  expect((await showPanel('text', { json: { mode: 'text', content: '**x**' } })).text()).toBe('**x**');
});

describe('tokensOf', () => {
  it.each([
    ['select 1 -- one', 'sql', ['keyword:select', 'number:1', 'comment:-- one']],
    ['a: "x" # y', 'yaml', ['string:"x"', 'comment:# y']],
    ['<a href="x">', 'html', ['string:"x"']],
    ['text 1', 'plaintext', []],
  ])('%s', (code, language, expected) => {
    const tokens = tokensOf(code, language);
    expect(tokens.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`)).toEqual(expected);
    expect(tokens.map(({ text }) => text).join('')).toBe(code);
  });
});

it("reads GitHub's markdown", () => {
  expect(markdownHtml('| a |\n| - |\n| ~~b~~ |')).toContain('<td><del>b</del></td>');
});
