import { describe, expect, it } from 'vitest';
import { fc } from '../../../../test/support/property';
import { EMPTY_FORM, formQuery, OPERATORS, readForm, type SearchForm } from './form-query';
import { selectorBody, withConditions } from './selector';

describe('the search form as TraceQL', () => {
  it('is a selector of its conditions', () => {
    expect(formQuery(EMPTY_FORM)).toBe('{ }');
    expect(
      formQuery({
        ...EMPTY_FORM,
        service: 'shop',
        operation: 'GET "x"',
        status: 'error',
        least: '20ms',
        most: '1s',
        attributes: [{ name: 'span.http.route', operator: '=~', value: '"/a.*"' }],
      }),
    ).toBe(
      '{ resource.service.name = "shop" && name = "GET \\"x\\"" && status = error && duration >= 20ms && duration <= 1s && span.http.route =~ "/a.*" }',
    );
  });

  it.each<[string, Partial<SearchForm> | undefined]>([
    ['', {}],
    ['{}', {}],
    ['{ resource.service.name="a && b" }', { service: 'a && b' }],
    [
      '{status=error&&kind=server}',
      { status: 'error', attributes: [{ name: 'kind', operator: '=', value: 'server' }] },
    ],
    ['{ span.n > 5 }', { attributes: [{ name: 'span.n', operator: '>', value: '5' }] }],
    ['{ a = 1 || b = 2 }', undefined],
    ['{ (a = 1) }', undefined],
    ['{ a = 1 && }', undefined],
    ['{ a = 1 } | count() > 2', undefined],
    ['{ a = 1 } >> { b = 2 }', undefined],
    ['{ duration > 1s + 2s }', undefined],
  ])('reads %s', (query, expected) => {
    expect(readForm(query)).toEqual(expected && { ...EMPTY_FORM, ...expected });
  });

  it('reads what it has written', () => {
    const name = fc.constantFrom('span.http.route', 'kind', 'resource."odd name"', '.a');
    const value = fc.oneof(
      fc.string().map((text) => JSON.stringify(text)),
      fc.integer().map(String),
      fc.constantFrom('true', '5ms', 'server'),
    );
    const duration = fc.constantFrom('', '5ms', '1h30m', '1.5s');
    const form = fc.record({
      service: fc.string(),
      operation: fc.string(),
      status: fc.constantFrom('', 'error', 'ok', 'unset'),
      least: duration,
      most: duration,
      attributes: fc.array(fc.record({ name, operator: fc.constantFrom(...OPERATORS), value }), { maxLength: 3 }),
    }) as fc.Arbitrary<SearchForm>;
    fc.assert(
      fc.property(form, (one) => {
        expect(readForm(formQuery(one))).toEqual(one);
      }),
    );
  });
});

describe('selectors', () => {
  it('are told from other queries', () => {
    expect(selectorBody(' { a = "}" } ')).toBe('a = "}"');
    expect(selectorBody('{ a = 1 } | rate()')).toBeUndefined();
    expect(selectorBody('{ a = 1 } && { b = 2 }')).toBeUndefined();
  });

  it('take further conditions', () => {
    expect(withConditions('{}', ['b = 2'])).toBe('{ b = 2 }');
    expect(withConditions('{ a = 1 || c = "x || y" }', ['b = 2'])).toBe('{ (a = 1 || c = "x || y") && b = 2 }');
    expect(withConditions('{ c = "x || y" }', ['b = 2'])).toBe('{ c = "x || y" && b = 2 }');
    expect(withConditions('{} | count() > 1', ['b = 2'])).toBeUndefined();
  });
});
