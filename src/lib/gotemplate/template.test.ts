import { describe, expect, it } from 'vitest';
import { Template, type TemplateOptions } from './template.js';
import { GoFunction, TextMap, type Value, ValueMap } from './value.js';

const DATA = new ValueMap(
  new Map<string, Value>([
    ['name', 'Ada'],
    ['empty', ''],
    ['zero', 0n],
    ['pi', 3.14],
    ['million', 1e6],
    ['yes', true],
    ['list', ['a', 'b', 'c']],
    ['none', []],
    ['nil', undefined],
    [
      'map',
      new ValueMap(
        new Map<string, Value>([
          ['b', 2n],
          ['a', new ValueMap(new Map([['x', 'deep']]))],
        ]),
      ),
    ],
    ['texts', new TextMap(new Map([['k', 'v']]))],
    ['double', new GoFunction({ parameters: ['int'], call: ([value]) => value * 2n })],
  ]),
);

const run = (source: string, options?: TemplateOptions): string => new Template('t', source, options).execute(DATA);

describe('prints', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{.name}}', 'Ada'],
    ['{{ .name }} and {{.pi}}', 'Ada and 3.14'],
    ['{{.million}} {{.zero}} {{.yes}} {{.list}} {{.none}}', '1e+06 0 true [a b c] []'],
    ['{{.map}}', 'map[a:map[x:deep] b:2]'],
    ['{{.nil}} {{.missing}}', '<no value> <no value>'],
    ['{{.map.a.x}}', 'deep'],
    ['{{(index .map "a").x}}', 'deep'],
    ['{{$.name}}', 'Ada'],
    ['{{"quoted\\t"}}{{`raw\\t`}}', 'quoted\traw\\t'],
    ["{{1}} {{-2}} {{1.5}} {{1e3}} {{0x1F}} {{0b11}} {{0o17}} {{1_000}} {{'a'}}", '1 -2 1.5 1000 31 3 15 1000 97'],
    ['{{true}} {{false}}', 'true false'],
    ['', ''],
    ['{{/* nothing */}}x', 'x'],
    ['a {{- /* trims */ -}} b', 'ab'],
    ['a {{- .name -}} b', 'aAdab'],
    ['a {{-1}} b', 'a -1 b'],
    ['a\n\n{{- "x" }}\n{{ "y" -}}\n\nb', 'ax\nyb'],
    ['{{\n.name\n}}', 'Ada'],
  ])('%j as %j', (source, text) => expect(run(source)).toBe(text));
});

describe('control', () => {
  it.each([
    ['{{if .name}}yes{{end}}', 'yes'],
    ['{{if .empty}}yes{{else}}no{{end}}', 'no'],
    ['{{if .zero}}a{{else if .none}}b{{else if .name}}c{{else}}d{{end}}', 'c'],
    ['{{if not .missing}}none{{end}}', 'none'],
    ['{{with .name}}{{.}}{{end}}', 'Ada'],
    ['{{with .empty}}{{.}}{{else}}{{.name}}{{end}}', 'Ada'],
    ['{{with .empty}}a{{else with .pi}}{{.}}{{end}}', '3.14'],
    ['{{with $x := .name}}{{$x}}{{end}}', 'Ada'],
    ['{{range .list}}{{.}},{{end}}', 'a,b,c,'],
    ['{{range $i, $e := .list}}{{$i}}={{$e}};{{end}}', '0=a;1=b;2=c;'],
    ['{{range $e := .list}}{{$e}}{{end}}', 'abc'],
    ['{{range .none}}x{{else}}none{{end}}', 'none'],
    ['{{range .nil}}x{{else}}none{{end}}', 'none'],
    ['{{range $k, $v := .map}}{{$k}} {{end}}', 'a b '],
    ['{{range 3}}{{.}}{{end}}', '012'],
    ['{{range $i := 3}}{{$i}}{{end}}', '012'],
    ['{{range .list}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}}', 'a'],
    ['{{range .list}}{{if eq . "b"}}{{continue}}{{end}}{{.}}{{end}}', 'ac'],
    ['{{range .list}}{{with .}}{{break}}{{end}}{{end}}done', 'done'],
    ['{{$x := 1}}{{range .list}}{{$x = .}}{{end}}{{$x}}', 'c'],
    ['{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}', '21'],
    ['{{$i := 0}}{{range $i = .list}}{{end}}{{$i}}', 'c'],
    ['{{define "T"}}<{{.}}>{{end}}{{template "T" .name}}', '<Ada>'],
    ['{{template "T"}}{{define "T"}}{{.}}{{end}}', '<no value>'],
    ['{{block "B" .pi}}[{{.}}]{{end}}', '[3.14]'],
    ['{{define "A"}}{{template "B" .}}{{end}}{{define "B"}}{{$}}{{end}}{{template "A" 1}}', '1'],
  ])('%j gives %j', (source, text) => expect(run(source)).toBe(text));
});

describe('pipelines', () => {
  it.each([
    ['{{.name | printf "%s-%s" "x"}}', 'x-Ada'],
    ['{{"a" | print "b" | print "c"}}', 'cba'],
    ['{{print (print "a" "b") "c"}}', 'abc'],
    ['{{$x := .name | print}}{{$x}}', 'Ada'],
    ['{{(print "a") | print}}', 'a'],
    ['{{len .list}} {{len "żó"}} {{len .map}} {{.list | len}}', '3 4 2 3'],
    ['{{index .list 1}} {{index .map "a" "x"}} {{index "a" 0}} {{index .texts "no"}}|', 'b deep 97 |'],
    ['{{slice .list 1 2}} {{slice "hello" 1 3}} {{slice "hello" 2}}', '[b] el llo'],
    ['{{and 1 0 2}} {{and 1 2}} {{or 0 "" "x"}} {{or 0 ""}}|', '0 2 x |'],
    ['{{and false (index .list 9)}} {{or true (index .list 9)}}', 'false true'],
    [
      '{{eq 1 1}} {{eq "a" "b" "a"}} {{ne 1 2}} {{lt "a" "b"}} {{le 1 1}} {{gt 2.5 1.5}} {{ge 1 2}}',
      'true true true true true true false',
    ],
    ['{{eq .nil nil}} {{eq .missing "x"}}', 'true false'],
    ['{{html "<a href=\\"x\\">&\'"}}', '&lt;a href=&#34;x&#34;&gt;&amp;&#39;'],
    ['{{js "it\'s <b>\\n"}}', "it\\'s \\u003Cb\\u003E\\u000A"],
    ['{{urlquery "a b/ż~"}}', 'a+b%2F%C5%BC~'],
    ['{{print 1 2 "x" 3}} {{println "a" 1}}', '1 2x3 a 1\n'],
    ['{{call .double 21}}', '42'],
    ['{{printf "%d" (call .double 4)}}', '8'],
  ])('%j gives %j', (source, text) => expect(run(source)).toBe(text));
});

describe('does not parse', () => {
  it.each([
    ['{{.name', '1: unclosed action'],
    ['{{', '1: unclosed action'],
    ['\n{{.name\n', '3: unclosed action started at t:2'],
    ['{{}}', '1: missing value for command'],
    ['{{nosuch}}', '1: function "nosuch" not defined'],
    ['{{.name | nosuch}}', '1: function "nosuch" not defined'],
    ['{{$x}}', '1: undefined variable "$x"'],
    ['{{if .a}}', '1: unexpected EOF'],
    ['{{if}}{{end}}', '1: missing value for if'],
    ['{{end}}', '1: unexpected {{end}}'],
    ['{{else}}', '1: unexpected {{else}}'],
    ['{{if .a}}{{else}}{{else}}{{end}}', '1: expected end; found {{else}}'],
    ['{{break}}', '1: {{break}} outside {{range}}'],
    ['{{range .x}}{{end}}{{continue}}', '1: {{continue}} outside {{range}}'],
    ['{{/* open', '1: unclosed comment'],
    ['{{/* a */ b}}', '1: comment ends before closing delimiter'],
    ['{{"open}}', '1: unterminated quoted string'],
    ['{{`open}}', '1: unterminated raw quoted string'],
    ["{{'a}}", '1: unterminated character constant'],
    ['{{(print}}', '1: unclosed left paren'],
    ['{{print)}}', '1: unexpected right paren'],
    ['{{1a}}', '1: bad number syntax: "1a"'],
    ['{{.a%}}', "1: bad character U+0025 '%'"],
    ['{{é€}}', "1: bad character U+20AC '€'"],
    ['{{€}}', "1: unrecognized character in action: U+20AC '€'"],
    ['{{.a : 1}}', '1: expected :='],
    ['{{1 | 2}}', '1: non executable command in pipeline stage 2'],
    ['{{.a | "x"}}', '1: non executable command in pipeline stage 2'],
    ['{{| print}}', '1: unexpected "|" in command'],
    ['{{"a".b}}', '1: unexpected . after term "\\"a\\""'],
    ['{{template .x}}', '1: unexpected ".x" in template clause'],
    ['{{define}}{{end}}', '1: unexpected "}}" in define clause'],
    ['{{define "a"}}x{{end}}{{define "a"}}y{{end}}', '1: template: multiple definition of template "a"'],
    ['{{$a, $b := .x}}', '1: too many declarations in command'],
    ['{{range $a, $b, $c := .x}}{{end}}', '1: too many declarations in range'],
    ['{{99999999999999999999}}', '1: integer overflow: "99999999999999999999"'],
    [`${'{{if 1}}'.repeat(300)}${'{{end}}'.repeat(300)}`, '1: max expression depth exceeded'],
    [`{{${'('.repeat(5000)}1${')'.repeat(5000)}}}`, '1: max expression depth exceeded'],
    ['{{block "a" .}}'.repeat(5000), '1: max expression depth exceeded'],
  ])('template %#', (source, message) => expect(() => run(source)).toThrow(`template: t:${message}`));
});

describe('fails', () => {
  it.each([
    ['{{.name.x}}', '1:7: executing "t" at <.name.x>: can\'t evaluate field x in type string'],
    ['a\n  {{.map.no.x}}', '2:8: executing "t" at <.map.no.x>: nil pointer evaluating interface {}.x'],
    ['żó {{index .list 9}}', '1:7: executing "t" at <index .list 9>: error calling index: index out of range: 9'],
    [
      '{{index .list "a"}}',
      '1:2: executing "t" at <index .list "a">: error calling index: cannot index slice/array with type string',
    ],
    [
      '{{index .list 3}}',
      '1:2: executing "t" at <index .list 3>: error calling index: reflect: slice index out of range',
    ],
    [
      '{{index "ab" 2}}',
      '1:2: executing "t" at <index "ab" 2>: error calling index: reflect: string index out of range',
    ],
    ['{{index .nil 1}}', '1:2: executing "t" at <index .nil 1>: error calling index: index of untyped nil'],
    ['{{len 3}}', '1:2: executing "t" at <len 3>: error calling len: len of type int'],
    ['{{len}}', '1:2: executing "t" at <len>: wrong number of args for len: want 1 got 0'],
    ['{{printf}}', '1:2: executing "t" at <printf>: wrong number of args for printf: want at least 1 got 0'],
    ['{{printf 3}}', '1:9: executing "t" at <3>: expected string; found 3'],
    ['{{printf .zero}}', '1:9: executing "t" at <.zero>: wrong type for value; expected string; got int'],
    ['{{1.5 | printf}}', '1:8: executing "t" at <printf>: wrong type for value; expected string; got float64'],
    [
      '{{eq 1 1.5}}',
      '1:2: executing "t" at <eq 1 1.5>: error calling eq: incompatible types for comparison: int and float64',
    ],
    [
      '{{eq .list .list}}',
      '1:2: executing "t" at <eq .list .list>: error calling eq: non-comparable type [a b c]: []interface {}',
    ],
    ['{{lt .list 1}}', '1:2: executing "t" at <lt .list 1>: error calling lt: invalid type for comparison'],
    ['{{eq 1}}', '1:2: executing "t" at <eq 1>: error calling eq: missing argument for comparison'],
    ['{{.name 1}}', '1:2: executing "t" at <.name>: name is not a method but has arguments'],
    ['{{3 4}}', '1:2: executing "t" at <3>: can\'t give argument to non-function 3'],
    ['{{nil}}', '1:2: executing "t" at <nil>: nil is not a command'],
    ['{{range .pi}}{{end}}', '1:8: executing "t" at <.pi>: range can\'t iterate over 3.14'],
    ['{{template "no"}}', '1:11: executing "t" at <{{template "no"}}>: template "no" not defined'],
    [
      '{{define "T"}}{{.x.y}}{{end}}{{template "T" 1}}',
      '1:18: executing "T" at <.x.y>: can\'t evaluate field x in type int',
    ],
    ['{{call .name}}', '1:2: executing "t" at <call .name>: error calling call: non-function .name of type string'],
    ['{{slice "abc" 2 1}}', '1:2: executing "t" at <slice "abc" 2 1>: error calling slice: invalid slice index: 2 > 1'],
  ])('%j', (source, message) => {
    let text = '';
    try {
      run(source);
    } catch (error) {
      text = (error as Error).message;
    }
    expect(text).toBe(`template: t:${message}`);
  });
});

describe('missing keys', () => {
  it.each([
    ['invalid', '<no value>|<no value>'],
    ['zero', '<no value>|'],
  ] as const)('%s', (missingKey, text) => expect(run('{{.no}}|{{.texts.no}}', { missingKey })).toBe(text));

  it('error', () => {
    expect(() => run('{{.no}}', { missingKey: 'error' })).toThrow('at <.no>: map has no entry for key "no"');
  });
});

describe('limits', () => {
  const limits = { steps: 10_000, characters: 100_000 };
  it.each([
    ['{{range 1000000000}}{{end}}', 'template takes more than 10000 steps'],
    ['{{range 9999}}{{range 9999}}x{{end}}{{end}}', 'template takes more than 10000 steps'],
    ['{{define "T"}}{{template "T"}}{{end}}{{template "T"}}', 'exceeded maximum template depth'],
    [
      '{{define "T"}}{{if 1}}{{with 1}}{{template "T" (print (print 1))}}{{end}}{{end}}{{end}}{{template "T"}}',
      'exceeded maximum template depth',
    ],
    ['{{$x := "ab"}}{{range 100}}{{$x = print $x $x}}{{end}}', 'text is longer than 100000 characters'],
    ['{{printf "%999999d" 1}}', 'text is longer than 100000 characters'],
    ['{{printf "%.999999f" 1.0}}', 'text is longer than 100000 characters'],
    [`{{range 2000}}${'x'.repeat(100)}{{end}}`, 'output is longer than 100000 characters'],
  ])('template %#', (source, message) => expect(() => run(source, { limits })).toThrow(message));
});
