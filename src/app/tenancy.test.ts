import { describe, expect, it } from 'vitest';
import { DEFAULT_TENANT } from '../model/tenant.js';
import { tenantResolver } from './tenancy.js';

describe('tenantResolver', () => {
  it('ignores the header while tenancy is off', () => {
    expect(tenantResolver(false)({ 'x-scope-orgid': 'team-a' })).toBe(DEFAULT_TENANT);
  });

  const tenantOf = tenantResolver(true);

  it('demands the header when it is on', () => {
    expect(tenantOf({ 'x-scope-orgid': 'team-a' })).toBe('team-a');
    expect(() => tenantOf({})).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  it('takes the names that mean a single tenant elsewhere as ours', () => {
    expect(tenantOf({ 'x-scope-orgid': 'fake' })).toBe(DEFAULT_TENANT);
  });

  it.each(['a b', 'a/b', '..', 'ä', 'x'.repeat(151)])('refuses %s', (tenant) => {
    expect(() => tenantOf({ 'x-scope-orgid': tenant })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });
});
