import { describe, expect, it } from 'vitest';
import { DEFAULT_TENANT } from '../model/tenant.js';
import { readTenantResolver, tenantResolver } from './tenancy.js';

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

describe('readTenantResolver', () => {
  const tenantsOf = readTenantResolver(true);

  it.each([
    ['a', 'a'],
    ['b|a|b', 'a|b'],
    ['fake|a', `a|${DEFAULT_TENANT}`],
  ])('%s reads %s', (header, tenants) => expect(tenantsOf({ 'x-scope-orgid': header })).toBe(tenants));

  it.each(['a|', '|', 'a|b c', Array.from({ length: 101 }, (_, i) => `t${i}`).join('|')])('refuses %s', (header) => {
    expect(() => tenantsOf({ 'x-scope-orgid': header })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });

  it('reads the one tenant while tenancy is off', () => {
    expect(readTenantResolver(false)({ 'x-scope-orgid': 'a|b' })).toBe(DEFAULT_TENANT);
  });
});
