import { describe, expect, it } from 'vitest';
import { Template } from '../../lib/gotemplate/template.js';
import { TextMap } from '../../lib/gotemplate/value.js';
import { templateFunctions } from './template-functions.js';

const LABELS = new TextMap(
  new Map([
    ['name', 'Ada Lovelace'],
    ['uni', 'żółw'],
    ['n', '7'],
    ['f', '12.7'],
    ['json', '{"k":[1,2,{"z":"w"}],"s":"str","n":null,"f":1.5,"b":true}'],
  ]),
);

const ENTRY = { line: 'level=info msg="hi"', ns: 1795168800123456789n };

const run = (source: string): string =>
  new Template('line', source, {
    functions: templateFunctions(() => ENTRY),
    missingKey: 'zero',
    limits: { steps: 200_000 },
  }).execute(LABELS);

function failure(source: string): string {
  try {
    return `no failure: ${run(source)}`;
  } catch (error) {
    return (error as Error).message;
  }
}

const TABLES: Record<string, readonly (readonly [source: string, text: string])[]> = {
  texts: [
    [
      '{{ lower .name }} {{ ToLower .name }} {{ .uni | upper }} {{ ToUpper "straße" }}',
      'ada lovelace ada lovelace ŻÓŁW STRAßE',
    ],
    ['{{ title "hello wORLD foo-bar it\'s x_y żółw" }}', "Hello WORLD Foo-Bar It'S X_y Żółw"],
    [
      '{{ trunc 5 "hello world" }} {{ trunc -5 "hello world" }} {{ trunc 99 "a" }} {{ trunc -1 "a" }}',
      'hello world a a',
    ],
    ['{{ trunc 3 .uni }}|{{ trunc -2 .uni }}', 'ż\ufffd|\ufffdw'],
    ['{{ print (trunc 3 .uni) (trunc -3 .uni) }}', 'ż\ufffdłw'],
    [
      '{{ substr 0 5 "hello world" }}|{{ substr -1 2 "hello" }}|{{ substr 2 -1 "hello" }}|{{ substr 2 99 "hello" }}',
      'hello|he|llo|llo',
    ],
    ['{{ substr 1 3 .uni }}', '\ufffd\ufffd'],
    ['{{ replace "l" "L" "hello" }} {{ replace "" "-" "aż" }} {{ "a/b" | replace "/" ":" }}', 'heLLo -a-ż- a:b'],
    [
      '{{ Replace "aaa" "a" "b" 2 }} {{ Replace "aaa" "a" "b" -1 }} {{ Replace "aaa" "a" "b" 0 }} {{ Replace "ab" "" "." 2 }}',
      'bba bbb aaa .a.b',
    ],
    [
      '[{{ trim "  a b\\t\\n" }}] [{{ TrimSpace "\u00a0x\u2003" }}] [{{ trimAll "$." "$5.00$" }}] [{{ Trim "xxaxx" "x" }}]',
      '[a b] [x] [5.00] [a]',
    ],
    [
      '{{ TrimLeft "xxaxx" "x" }} {{ TrimRight "xxaxx" "x" }} {{ trimPrefix "-" "-a-" }} {{ trimSuffix "-" "-a-" }}',
      'axx xxa a- -a',
    ],
    ['{{ TrimPrefix "-a-" "-" }} {{ TrimSuffix "-a-" "-" }}', 'a- -a'],
    ['{{ hasPrefix "he" "hello" }} {{ hasSuffix "lo" "hello" }} {{ contains "x" "hello" }}', 'true true false'],
    ['{{ indent 2 "a\\nb" }}|{{ nindent 1 "a" }}', '  a\n  b|\n a'],
    ['{{ repeat 3 "ab" }}{{ repeat 0 "x" }}', 'ababab'],
    [
      '{{ alignLeft 5 "hello world" }}|{{ alignLeft 5 "hi" }}|{{ alignRight 5 "hello world" }}|{{ alignRight 5 "hi" }}',
      'hello|hi   |world|   hi',
    ],
    ['{{ alignLeft 2 .uni }}|{{ alignRight 2 .uni }}|{{ alignLeft -1 "abc" }}|{{ alignRight 0 "abc" }}', 'żó|łw|abc|'],
    ['{{ .none | default "-" }} {{ default "-" .name }} {{ default "x" 0 }} {{ default "x" }}', '- Ada Lovelace x x'],
  ],
  numbers: [
    ['{{ add 3 2 5 }} {{ add }} {{ add .n "0x10" "010" "3.00" "1.5" "x" true }}', '10 0 35'],
    ['{{ sub 5 7 }} {{ mul 2 3 4 }} {{ div 7 2 }} {{ div -7 2 }} {{ mod 7 3 }} {{ mod -7 3 }}', '-2 24 3 -3 1 -1'],
    ['{{ max 1 5 3 }} {{ min 4 2 9 }} {{ maxf 1.5 .f }} {{ minf 1.5 .f }} {{ max 1 }}', '5 2 12.7 1.5 1'],
    [
      '{{ addf 0.1 0.2 }} {{ addf 3.5 2 5 }} {{ subf 5.5 2 1.5 }} {{ mulf 5.5 2 2.5 }} {{ divf 10 2 4 }} {{ divf 1 3 }}',
      '0.3 10.5 2 27.5 1.25 0.3333333333333333',
    ],
    [
      '{{ mulf 1.1 1.1 }} {{ subf 0.3 0.1 }} {{ mulf 1000 1000 }} {{ addf "1e300" 1 }} {{ divf -1 8 }}',
      '1.21 0.2 1e+06 1e+300 -0.125',
    ],
    ['{{ ceil 123.001 }} {{ floor 123.9999 }} {{ ceil -1.5 }} {{ floor "-1.5" }}', '124 123 -1 -2'],
    [
      '{{ round 123.555555 3 }} {{ round 123.88571428571 5 .2 }} {{ round -1.2 0 }} {{ round 1234 -2 }}',
      '123.556 123.88572 -2 1200',
    ],
    [
      '{{ int "3" }} {{ int 3.9 }} {{ int "3.9" }} {{ int "abc" }} {{ int -2.5 }} {{ "3.5" | float64 }} {{ float64 "x" }}',
      '3 3 0 0 -2 3.5 0',
    ],
    ['{{ add 9223372036854775807 1 }}', '-9223372036854775808'],
    ['{{ printf "%T %T %T %T" (int 1) (add 1 2) (float64 1) (len "a") }}', 'int int64 float64 int'],
    ['{{ trunc (int (add 1 1)) "abc" }} {{ index (fromJson "[1,2]") (add 0 1) }} {{ eq (add 1 1) 2 }}', 'ab 2 true'],
    ['{{ bytes "5MB" }} {{ bytes "2KiB" }} {{ bytes "1.5 kb" }} {{ bytes "12" }}', '5e+06 2048 1500 12'],
    [
      '{{ duration "1h2m" }} {{ duration_seconds "1.5s" }} {{ duration "0" }} {{ duration "250us" }}',
      '3720 1.5 0 0.00025',
    ],
  ],
  'regular expressions': [
    ['{{ count "a|b" "abab" }} {{ count "o" "foo" }} {{ count "" "aż" }} {{ "xyz" | count "q" }}', '4 2 3 0'],
    [
      `{{ regexReplaceAll "(a*)bc" "aabcxbc" "\${1}d" }} {{ regexReplaceAll "(?P<x>l+)" "hello" "<$x>" }}`,
      'aadxd he<ll>o',
    ],
    ['{{ regexReplaceAll "a*" "baac" "-" }} {{ regexReplaceAll "" "ż😀" "." }}', '-b-c- .ż.😀.'],
    ['{{ regexReplaceAll "l" "hello" "$1x$$" }} {{ regexReplaceAllLiteral "l+" "hello" "$1" }}', 'he$$o he$1o'],
  ],
  times: [
    ['{{ __timestamp__ }}', '2026-11-20 10:00:00.123456789 +0000 UTC'],
    ['{{ __timestamp__ | date "2006-01-02T15:04:05.00Z07:00" }}', '2026-11-20T10:00:00.12Z'],
    [
      '{{ __timestamp__ | unixEpoch }} {{ unixEpochMillis __timestamp__ }} {{ unixEpochNanos __timestamp__ }}',
      '1795168800 1795168800123 1795168800123456789',
    ],
    [
      '{{ toDate "2006-01-02" "2021-11-02" }} {{ toDate "2006-01-02" "no" }}',
      '2021-11-02 00:00:00 +0000 UTC 0001-01-01 00:00:00 +0000 UTC',
    ],
    ['{{ toDateInZone "2006-01-02" "America/New_York" "2021-07-02" }}', '2021-07-02 00:00:00 -0400 EDT'],
    ['{{ toDateInZone "2006-01-02" "No/Where" "2021-07-02" }}', '0001-01-01 00:00:00 +0000 UTC'],
    [
      '{{ unixToTime "19500" }} {{ unixToTime "1679577215" | date "2006-01-02" }}',
      '2023-05-23 00:00:00 +0000 UTC 2023-03-23',
    ],
    [
      '{{ (unixToTime "1795168800123").UTC.Format "15:04:05.000" }} {{ (unixToTime "1795168800123456").UnixMicro }}',
      '10:00:00.123 1795168800123456',
    ],
    [
      '{{ (unixToTime "1795168800123456789").UnixNano }} {{ __timestamp__.Year }} {{ __timestamp__.Month }} {{ __timestamp__.Weekday }}',
      '1795168800123456789 2026 November Friday',
    ],
    [
      '{{ date "2006" 0 }} {{ printf "%d" __timestamp__.Month }} {{ __timestamp__.Sub (unixToTime "1795168800") }}',
      '1970 11 123.456789ms',
    ],
    ['{{ __timestamp__.Before now }} {{ (__timestamp__.AddDate 0 1 15).Format "2006-01-02" }}', 'true 2027-01-04'],
    ['{{ (__timestamp__.Add 3600000000000).Format "15:04" }}', '11:00'],
    ['{{ sub (unixEpoch __timestamp__) (unixEpoch (toDate "2006-01-02" "2026-11-20")) }}', '36000'],
  ],
  'encodings and the entry': [
    [
      '{{ b64enc "hello" }} {{ "aGVsbG8=" | b64dec }} {{ b64dec "!!!" }}',
      'aGVsbG8= hello illegal base64 data at input byte 0',
    ],
    ['{{ .uni | b64enc | b64dec }} {{ b64dec "/w==" }}', 'żółw \ufffd'],
    ['{{ urlencode "/x y&ż" }} {{ urldecode "a%20b%2Fc+d%c5%bc" }}', '%2Fx+y%26%C5%BC a b/c dż'],
    ['{{ (fromJson .json).s }} {{ index (fromJson .json).k 1 }} {{ (index (fromJson .json).k 2).z }}', 'str 2 w'],
    ['{{ fromJson .json }}', 'map[b:true f:1.5 k:[1 2 map[z:w]] n:<nil> s:str]'],
    ['{{ range $i, $e := (fromJson .json).k }}{{ $i }}={{ $e }};{{ end }}', '0=1;1=2;2=map[z:w];'],
    ['{{ $x := fromJson "no" }}{{ range $x.k }}x{{ else }}none{{ end }} {{ $x.y }}', 'none <no value>'],
    ['{{ __line__ }} {{ __line__ | len }} {{ .missing }}|{{ len . }}', 'level=info msg="hi" 19 |5'],
    ['{{ range $k, $v := . }}{{ $k }} {{ end }}', 'f json n name uni '],
  ],
  failures: [
    ['{{ div 1 0 }}', '<div 1 0>: error calling div: runtime error: integer divide by zero'],
    ['{{ mod 1 "x" }}', '<mod 1 "x">: error calling mod: runtime error: integer divide by zero'],
    ['{{ divf 1 0 }}', '<divf 1 0>: error calling divf: decimal division by 0'],
    ['{{ addf "NaN" }}', '<addf "NaN">: error calling addf: Cannot create a Decimal from NaN'],
    [
      '{{ substr 3 1 "hello" }}',
      '<substr 3 1 "hello">: error calling substr: runtime error: slice bounds out of range [3:1]',
    ],
    [
      '{{ substr -1 9 "abc" }}',
      '<substr -1 9 "abc">: error calling substr: runtime error: slice bounds out of range [:9] with length 3',
    ],
    ['{{ repeat -1 "x" }}', '<repeat -1 "x">: error calling repeat: strings: negative Repeat count'],
    [
      '{{ repeat 1000000000 "x" }}',
      '<repeat 1000000000 "x">: error calling repeat: text is longer than 4194304 characters',
    ],
    [
      '{{ indent 1000000000 "x" }}',
      '<indent 1000000000 "x">: error calling indent: text is longer than 4194304 characters',
    ],
    [
      '{{ alignLeft 1000000000 "x" }}',
      '<alignLeft 1000000000 "x">: error calling alignLeft: text is longer than 4194304 characters',
    ],
    [
      '{{ replace "" (repeat 3000 "y") (repeat 3000 "x") }}',
      'error calling replace: text is longer than 4194304 characters',
    ],
    [
      '{{ regexReplaceAll "x" (repeat 3000 "x") (repeat 3000 "y") }}',
      'error calling regexReplaceAll: text is longer than 4194304 characters',
    ],
    ['{{ duration "xyz" }}', '<duration "xyz">: error calling duration: time: invalid duration "xyz"'],
    ['{{ duration "1d" }}', 'error calling duration: time: unknown unit "d" in duration "1d"'],
    ['{{ bytes "5 parsecs" }}', 'error calling bytes: unhandled size name: parsecs'],
    ['{{ urldecode "%zz" }}', 'error calling urldecode: invalid URL escape "%zz"'],
    ['{{ unixToTime "12" }}', "error calling unixToTime: unable to parse time '12': %!w(<nil>)"],
    [
      '{{ unixToTime "" }}',
      `error calling unixToTime: unable to parse time '': strconv.ParseInt: parsing "": invalid syntax`,
    ],
    ['{{ trunc "a" "b" }}', '<"a">: expected integer; found "a"'],
    ['{{ trunc (add 1 2) "b" }}', '<2>: wrong type for value; expected int; got int64'],
    ['{{ unixEpoch "x" }}', `<"x">: can't handle "x" for arg of type time.Time`],
    ['{{ lower .name 1 }}', '<lower>: wrong number of args for lower: want 1 got 2'],
    ['{{ gt (duration "1s") 1 }}', 'error calling gt: incompatible types for comparison'],
    ['{{ $x := repeat 1000000 "a" }}{{ range 90000 }}{{ count "b" $x }}{{ end }}', 'template takes more than'],
    [
      '{{ $x := fromJson (print "[" (repeat 500000 "1,") "1]") }}{{ range 90000 }}{{ $y := slice $x 1 }}{{ end }}',
      'template takes more than',
    ],
    ['{{ count "(" "x" }}', 'error calling count: error parsing regexp: missing closing ): `(`'],
  ],
};

describe.each(Object.entries(TABLES))('%s', (table, rows) => {
  it.each(rows)('%j', (source, expected) => {
    if (table === 'failures') expect(failure(source)).toContain(expected);
    else expect(run(source)).toBe(expected);
  });
});
