import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserSafety } from './browser-safety.js';
import { pages } from './pages.js';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'quartet-pages-'));
  mkdirSync(join(root, 'web/assets'), { recursive: true });
  writeFileSync(join(root, 'web/index.html'), '<html><head><meta name="csp-nonce" content=""></head><p>UI</p></html>');
  writeFileSync(
    join(root, 'web/preloads.json'),
    JSON.stringify([
      { path: '^/d/(?<uid>[^/]+)/?$', scripts: ['/assets/d-1.js'], asks: ['/api/sources', '/api/d/:uid'] },
      { path: '^/d/.*$', scripts: ['/assets/other-2.js'], asks: [] },
    ]),
  );
  writeFileSync(join(root, 'web/favicon.svg'), '<svg/>');
  writeFileSync(join(root, 'web/assets/main-4f2a.js'), 'plain');
  writeFileSync(join(root, 'web/assets/main-4f2a.js.br'), 'packed');
  writeFileSync(join(root, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(root, { recursive: true }));

function served(directory = 'web', problem?: string) {
  const app = fastify();
  app.register(browserSafety());
  app.register(pages({ root: join(root, directory), problem: () => problem }));
  app.post('/change', async () => 'changed');
  return app;
}

describe('pages', () => {
  it('answers browsers by the page, with a policy whose nonce the page knows and no other answer has', async () => {
    const nonces = new Set<string>();
    for (const url of ['/', '/d/abc/some-title?var-x=1', '/explore']) {
      const answer = await served().inject({ url, headers: HTML });
      expect(answer.statusCode).toBe(200);
      const nonce = /<meta name="csp-nonce" content="([^"]{20,})">/.exec(answer.body)![1]!;
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).not.toContain('unsafe');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['cache-control']).toBe('no-store');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it.each([
    ['/d/abc?from=1', ['/assets/d-1.js', '/api/sources', '/api/d/abc']],
    ['/d/a%20b/', ['/assets/d-1.js', '/api/sources', '/api/d/a%20b']],
    ["/d/a'b&c", ['/assets/d-1.js', '/api/sources']],
    ['/d/abc/title', ['/assets/other-2.js']],
    ['/explore', []],
  ])('links %s to what it needs first', async (url, hrefs) => {
    const { body } = await served().inject({ url, headers: HTML });
    expect([...body.matchAll(/<link rel="(?:module)?preload"[^>]* href="([^"]*)">/g)].map(([, href]) => href)).toEqual(
      hrefs,
    );
  });

  it('tells others at / whether all is well', async () => {
    expect((await served().inject('/')).body).toBe('quartet\n');
    const bad = await served('web', 'the disk is full').inject('/');
    expect([bad.statusCode, bad.body]).toEqual([503, 'the disk is full\n']);
  });

  it('says how to build the page where it is not there', async () => {
    const answer = await served('nothing').inject({ url: '/', headers: HTML });
    expect(answer.body).toContain('npm run build -w web');
  });

  it('serves files, packed where the client takes it, those with a hash for ever', async () => {
    const plain = await served().inject('/assets/main-4f2a.js');
    expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable']);
    const packed = await served().inject({ url: '/assets/main-4f2a.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.body, packed.headers['content-encoding']]).toEqual(['packed', 'br']);
    const icon = await served().inject({ url: '/favicon.svg', headers: HTML });
    expect([icon.body, icon.headers['cache-control']]).toEqual(['<svg/>', 'public, max-age=0']);
  });

  it.each(['/assets/none.js', '/none.png', '/api/none', '/assets/../../secret.txt', '/..%2fsecret.txt', '/explore'])(
    '%s is not there for who asks for no page',
    async (url) => {
      const answer = await served().inject(url);
      expect(answer.statusCode).toBeGreaterThanOrEqual(403);
      expect(answer.statusCode).toBeLessThanOrEqual(404);
      expect(answer.body).not.toContain('secret\n');
    },
  );
});

describe('changes', () => {
  const change = async (headers: Record<string, string>) =>
    (await served().inject({ method: 'POST', url: '/change', headers: { host: 'here:3000', ...headers } })).statusCode;

  it('are refused to pages of other sites only', async () => {
    expect(await change({})).toBe(200);
    expect(await change({ origin: 'http://here:3000' })).toBe(200);
    expect(await change({ origin: 'https://front', 'x-forwarded-host': 'front' })).toBe(200);
    expect(await change({ origin: 'http://elsewhere' })).toBe(403);
    expect(await change({ origin: 'null' })).toBe(403);
  });
});
