import { describe, expect, it } from 'vitest';
import { proxyFor } from './proxy-choice.js';

const PROXY = 'http://proxy:3128';

describe('what is reached without a proxy', () => {
  it.each([
    ['http://a.example.com/', 'example.com', true],
    ['http://example.com/', 'example.com', true],
    ['http://example.com/', '.example.com', false],
    ['http://a.example.com/', '.example.com', true],
    ['http://a.example.com/', '*.example.com', true],
    ['http://badexample.com/', 'example.com', false],
    ['http://example.com:81/', 'example.com:80', false],
    ['http://example.com/', 'example.com:80', true],
    ['https://example.com/', 'example.com:443', true],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
    ['http://10.1.2.3:9100/', '10.1.2.3', true],
    ['http://10.1.2.3:9100/', '10.1.2.3:9101', false],
    ['http://[fd00::1]/', 'fd00::/8', true],
    ['http://[fd00::1]/', 'fd00::1', true],
    ['http://example.com/', 'other.org, *', true],
    ['http://localhost:1/', 'other.org', true],
    ['http://127.0.0.2/', 'other.org', true],
    ['http://[::1]/', 'other.org', true],
  ])('%s with no_proxy %s: %s', (url, noProxy, isDirect) => {
    const config = { url: PROXY, noProxy, fromEnvironment: false };
    expect(proxyFor(new URL(url), config, {})).toBe(isDirect ? undefined : PROXY);
  });

  it('is nothing where only a proxy is given', () => {
    expect(proxyFor(new URL('http://localhost/'), { url: PROXY, fromEnvironment: false }, {})).toBe(PROXY);
  });
});
