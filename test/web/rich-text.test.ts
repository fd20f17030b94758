import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';

const SOURCE = fileURLToPath(new URL('../../web/src/panels/text/sanitize.ts', import.meta.url));

/** As strict as the program's own. */
const POLICY = "default-src 'none'; script-src 'nonce-of-the-page'; style-src 'nonce-of-the-page'; img-src 'self'";

/** The sanitizer of text panels in a browser: the DOM of other tests is not one that it can work with. */
describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'HTML of dashboards', () => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  let sanitized: (html: string) => Promise<string>;
  const complaints: string[] = [];

  beforeAll(async () => {
    const lib = { entry: SOURCE, formats: ['iife' as const], name: 'sanitizer' };
    const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib } });
    const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    const script = output[0].code.replaceAll('</script', '<\\/script');
    await page.route('**/*', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': POLICY },
        body: `<script nonce="of-the-page">${script}; window.sanitizer = sanitizer;</script>`,
      }),
    );
    await page.goto('http://quartet.test/');
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
    ['<b/STYLE=color:red>style="x", onload = y</b>', '<b data-kept-style="color:red">style="x", onload = y</b>'],
    ['<a title=" style=x">a</a>', '<a title="style=x">a</a>'],
    ['<textarea><style> <b style="x"></textarea>', '&lt;style&gt; &lt;b style="x"&gt;'],
    [
      '<svg><style>*{}</style><circle style="fill:red"/></svg>',
      '<svg><circle data-kept-style="fill:red"></circle></svg>',
    ],
    ['style="x" without markup', 'style="x" without markup'],
  ])('%s', async (html, expected) => {
    expect(await sanitized(html)).toBe(expected);
    expect(complaints).toEqual([]);
  });
});
