import { dateTime } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { linkAddress } from './link-address';

const from = dateTime(1000);
const to = dateTime(2000);
const context = {
  range: { from, to, raw: { from: 'now-1h', to: 'now' } },
  variables: [
    { name: 'a', value: ['x', 'y z'], isMulti: true },
    { name: 'b', value: ['q'], isAll: true },
    { name: 'c', value: 'no', skipUrlSync: true },
  ],
};

describe('links of dashboards', () => {
  it.each([
    ['/d/x', {}, '/d/x'],
    ['/d/x', { keepTime: true }, '/d/x?from=now-1h&to=now'],
    ['/d/x?y=1#z', { includeVars: true }, '/d/x?y=1&var-a=x&var-a=y%20z&var-b=%24__all#z'],
    ['javascript:alert(1)', {}, 'about:blank'],
  ])('%s with %j', (url, link, wanted) => expect(linkAddress(url, link, context)).toBe(wanted));
});
