// @vitest-environment happy-dom
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBracket, openQuote } from './completion-source';
import { completeLogql } from './logql';
import { completeTraceql } from './traceql';

const ANSWERS: Readonly<Record<string, unknown>> = {
  '/loki/api/v1/labels': { data: ['app', 'level'] },
  '/loki/api/v1/label/app/values': { data: ['shop', 'pay'] },
  '/api/v2/search/tags': {
    scopes: [
      { name: 'resource', tags: ['service.name'] },
      { name: 'intrinsic', tags: ['duration'] },
    ],
  },
  '/api/v2/search/tag/resource.service.name/values': { tagValues: [{ type: 'string', value: 'shop' }] },
};

afterEach(() => vi.unstubAllGlobals());

async function offered(complete: typeof completeLogql, text: string): Promise<{ at: number; labels: string[] } | null> {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const path = Object.keys(ANSWERS).find((one) => decodeURIComponent(url).split('?')[0]!.endsWith(one));
    return new Response(JSON.stringify(path === undefined ? {} : ANSWERS[path]));
  });
  const at = text.indexOf('¦');
  const state = EditorState.create({ doc: text.replace('¦', '') });
  const result = await complete(new CompletionContext(state, at, false));
  return result && { at: result.from, labels: result.options.map(({ label }) => label) };
}

describe('LogQL', () => {
  it.each([
    ['{¦', 1, 'app'],
    ['{app="shop", le¦', 13, 'level'],
    ['{app="s¦"}', 6, 'shop'],
    ['{app="shop"} | js¦', 15, 'json'],
    ['sum by (a¦) (rate({app="shop"}[5m]))', 8, 'app'],
    ['ra¦', 0, 'rate'],
  ])('%s', async (text, at, label) => {
    const found = await offered(completeLogql, text);
    expect(found?.at).toBe(at);
    expect(found?.labels).toContain(label);
  });

  it.each(['{app="shop"} |= "a¦"', '¦'])('nothing at %s', async (text) => {
    expect(await offered(completeLogql, text)).toBeNull();
  });
});

describe('TraceQL', () => {
  it.each([
    ['{ ¦', 2, 'resource.service.name'],
    ['{ dur¦ }', 2, 'duration'],
    ['{ resource.service.name = ¦ }', 26, '"shop"'],
    ['{ status = e¦ }', 11, 'error'],
    ['{ } | ra¦', 6, 'rate()'],
    ['{ } | rate() by (¦)', 17, 'resource.service.name'],
  ])('%s', async (text, at, label) => {
    const found = await offered(completeTraceql, text);
    expect(found?.at).toBe(at);
    expect(found?.labels).toContain(label);
  });
});

it('quotes and brackets inside of strings do not count', () => {
  expect(openQuote('{a="x\\"y')).toBe(3);
  expect(openQuote('{a="x"')).toBeUndefined();
  expect(openBracket('{a="}"', '{')).toBe(0);
  expect(openBracket('{a="{"}', '{')).toBeUndefined();
});
