import { describe, expect, it } from 'vitest';
import { parseClassicMatchers } from './classic-parser.js';
import { compileMatchers, formatMatchers } from './matcher.js';
import { parseMatchers } from './parse-matchers.js';
import { parseUtf8Matchers } from './utf8-parser.js';

const shown = (input: string) => formatMatchers(parseMatchers(input));

describe('matchers in both syntaxes', () => {
  it.each([
    ['', '{}'],
    ['{}', '{}'],
    ['severity=critical', '{severity="critical"}'],
    ['severity="critical"', '{severity="critical"}'],
    [' severity = "critical" ', '{severity="critical"}'],
    ['{a="b",c!="d",e=~"f.*",g!~"h|i"}', '{a="b",c!="d",e=~"f.*",g!~"h|i"}'],
    ['{a="b",}', '{a="b"}'],
    ['a="b,c",d="e"', '{a="b,c",d="e"}'],
    ['a="say \\"x\\""', '{a="say \\"x\\""}'],
    ['a="line\\nbreak"', '{a="line\\nbreak"}'],
    ['a=', '{a=""}'],
    ['a=""', '{a=""}'],
    ['a=b c', '{a="b c"}'],
    ['a=~[a-z]+', '{a=~"[a-z]+"}'],
    ['foo=bar}', '{foo="bar"}'],
    ['{foo=bar', '{foo="bar"}'],
    ['"foo bar"=baz', '{"foo bar"="baz"}'],
    ['{"größe"="groß"}', '{"größe"="groß"}'],
    ['größe=1', '{"größe"="1"}'],
    ['foo🙂=bar', '{"foo🙂"="bar"}'],
    ['"a.b"=~"x\\\\.y"', '{"a.b"=~"x\\\\.y"}'],
    ['"a.b"="\\u00e4\\x41"', '{"a.b"="äA"}'],
  ])('%s', (input, expected) => expect(shown(input)).toBe(expected));

  it('that are read differently mean what they meant before', () => {
    expect(parseUtf8Matchers('foo="\\u00e4"')[0]!.value).toBe('ä');
    expect(parseClassicMatchers('foo="\\u00e4"')[0]!.value).toBe('\\u00e4');
    expect(parseMatchers('foo="\\u00e4"')[0]!.value).toBe('\\u00e4');
  });

  it.each([
    ['foo', '"foo" is not a matcher such as severity="critical"'],
    ['foo="bar', 'the quotes that open at character 5 are not closed'],
    ['foo="b"ar"', 'the quotes that open at character 10 are not closed'],
    ['{"a b"="c"', 'it ends at character 11 where a comma or a closing brace belongs'],
    ['"a b"', 'it ends at character 6 where an operator such as =, !=, =~ or !~ belongs'],
    ['"a b"="c" d="e"', '"d" at character 11 where a comma or the end belongs'],
    [`"a b"='c'`, '"\'" at character 7 must stand in double quotes'],
    ['""="c"', 'a label name must not be empty'],
    ['"a"="\\q"', '"\\q" at character 5 is not a valid text in quotes'],
    ['a=~"("', '"(" is not a regular expression (RE2)'],
    ['a,,b=1', '"a" is not a matcher'],
    ['x'.repeat(70_000), 'matchers may have 65536 characters, not 70000'],
  ])('tells what is wrong in %s', (input, message) => expect(() => parseMatchers(input)).toThrow(message));

  it('test the whole value; a label that is missing is empty', () => {
    const labels = ['alertname', 'X', 'service', 'api'];
    const meets = (text: string) => compileMatchers(parseMatchers(text))(labels);
    expect(
      ['service=api', 'service=~a.*', 'service=~ap', 'team=""', 'team!=x', 'team!~x', 'team=~.+', '{}'].map(meets),
    ).toEqual([true, true, false, true, true, true, false, true]);
  });

  it.each([
    ['a=~"api.*"', ['api', 'api-1'], ['ap', 'xapi']],
    ['a=~"apis?"', ['api', 'apis'], ['ap', 'apiss']],
    ['a=~"ab*"', ['a', 'abb'], ['b']],
    ['a=~"ab{0,1}"', ['a', 'ab'], ['abb']],
    ['a=~"(?i)api"', ['API'], ['x']],
    ['a=~"api|web"', ['api', 'web'], ['apiweb']],
    ['a!~"api.*"', ['web', ''], ['api']],
  ])('%s matches what RE2 says', (text, meet, fail) => {
    const meets = compileMatchers(parseMatchers(text));
    const test = (value: string) => meets(value === '' ? [] : ['a', value]);
    expect([meet.map(test), fail.map(test)]).toEqual([meet.map(() => true), fail.map(() => false)]);
  });
});
