import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';

const SOURCE = fileURLToPath(new URL('../../web/src/panels/text/sanitize.ts', import.meta.url));

/** The sanitizer of text panels in a browser: the DOM of other tests is not one that it can work with. */
describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'HTML of dashboards', () => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  let sanitized: (html: string) => Promise<string>;

  beforeAll(async () => {
    const lib = { entry: SOURCE, formats: ['iife' as const], name: 'sanitizer' };
    const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib } });
    const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    await page.addScriptTag({ content: output[0].code });
    sanitized = (html) => page.evaluate(`sanitizer.sanitized(${JSON.stringify(html)})`);
  }, 60_000);
  afterAll(() => browser?.close());

  it.each([
    ['<img src=x onerror=alert(1)>', '<img src="x">'],
    ['<script>alert(1)</script>a', 'a'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<svg><script>alert(1)</script><circle r="1"/></svg>', '<svg><circle r="1"></circle></svg>'],
    ['<form action="/api/x"><input name="a"><button>b</button></form>', 'b'],
    ['<style>body { display: none }</style>a', 'a'],
    ['<iframe src="https://example.org"></iframe>a', 'a'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', ''],
    ['<a href="/d/x" target="_blank">a</a>', '<a href="/d/x" target="_blank" rel="noopener noreferrer">a</a>'],
    ['<b style="color: red; position: fixed; background: url(//x)">a</b>', '<b data-kept-style="color: red">a</b>'],
    ['<b data-kept-style="position: fixed">a</b>', '<b>a</b>'],
  ])('%s', async (html, expected) => {
    expect(await sanitized(html)).toBe(expected);
  });
});
