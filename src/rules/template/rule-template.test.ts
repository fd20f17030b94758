import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../model/labels.js';
import type { RuleSample } from '../rule-query.js';
import { RuleTemplate } from './rule-template.js';

const SAMPLES: readonly RuleSample[] = [
  {
    labels: labelsFrom([
      ['__name__', 'up'],
      ['instance', 'b'],
      ['job', 'api'],
    ]),
    value: 11,
  },
  {
    labels: labelsFrom([
      ['__name__', 'up'],
      ['instance', 'a'],
    ]),
    value: 21,
  },
];

const expand = (text: string, value = 1): Promise<string> =>
  new RuleTemplate('__alert_Test', text).expand({
    labels: labelsFrom([
      ['instance', 'localhost:9100'],
      ['job', 'api'],
      ['odd', '<b>'],
    ]),
    value,
    externalLabels: labelsFrom([['cluster', 'eu']]),
    externalUrl: 'http://example.org/quartet',
    ms: 1_795_176_000_500,
    query: async (expression) => (expression === 'nothing' ? [] : SAMPLES),
  });

/** Templates with what they print. Figures follow the template reference and Go's fmt. */
const TABLE: readonly (readonly [template: string, printed: string])[] = [
  ['plain', 'plain'],
  ['{{ $labels.job }} on {{ .Labels.instance }}', 'api on localhost:9100'],
  ['{{ $labels.missing }}', ''],
  ['{{ $labels.odd }}', '<b>'],
  ['{{ $value }}', '1'],
  ['{{ .Value }}', '1'],
  ['{{ $externalLabels.cluster }} {{ .ExternalLabels.cluster }}', 'eu eu'],
  [
    '{{ $externalURL }} {{ externalURL }} {{ pathPrefix }}',
    'http://example.org/quartet http://example.org/quartet /quartet',
  ],
  ['{{ humanize 0 }} {{ humanize 1 }} {{ humanize 1234567 }}', '0 1 1.235M'],
  ['{{ humanize 999 }} {{ humanize 1000 }} {{ humanize "1e30" }}', '999 1k 1e+06Y'],
  ['{{ humanize 0.001 }} {{ humanize 1e-20 }} {{ humanize -1500 }}', '1m 10z -1.5k'],
  ['{{ humanize "NaN" }} {{ humanize "Inf" }} {{ humanize "-Inf" }}', 'NaN +Inf -Inf'],
  ['{{ humanize1024 0 }} {{ humanize1024 1 }} {{ humanize1024 1024 }}', '0 1 1ki'],
  ['{{ humanize1024 1048576 }} {{ humanize1024 1.5e12 }} {{ humanize1024 0.5 }}', '1Mi 1.364Ti 0.5'],
  ['{{ humanize1024 -2048 }} {{ humanize1024 "NaN" }}', '-2ki NaN'],
  ['{{ humanizeBytes 20971520 }} {{ humanizeBytes 512 }} {{ humanizeBytes 0 }}', '20MiB 512B 0B'],
  ['{{ humanizeDuration 0 }} {{ humanizeDuration 1 }} {{ humanizeDuration 60 }}', '0s 1s 1m 0s'],
  ['{{ humanizeDuration 3600 }} {{ humanizeDuration 86400 }}', '1h 0m 0s 1d 0h 0m 0s'],
  ['{{ humanizeDuration 899.99 }} {{ humanizeDuration 1.234567 }}', '14m 59s 1.235s'],
  ['{{ humanizeDuration .1 }} {{ humanizeDuration .12345 }}', '100ms 123.5ms'],
  ['{{ humanizeDuration -3661 }} {{ humanizeDuration -1 }} {{ humanizeDuration "Inf" }}', '-1h 1m 1s -1s +Inf'],
  ['{{ humanizePercentage 0.1234567 }} {{ humanizePercentage 1 }} {{ humanizePercentage "NaN" }}', '12.35% 100% NaN%'],
  ['{{ humanizeTimestamp 1435065584.128 }}', '2015-06-23 13:19:44.128 +0000 UTC'],
  ['{{ humanizeTimestamp 0 }} {{ humanizeTimestamp "NaN" }}', '1970-01-01 00:00:00 +0000 UTC NaN'],
  ['{{ (1435065584 | toTime).Format "2006" }}', '2015'],
  ['{{ toTime "1435065584.128" }}', '2015-06-23 13:19:44.128 +0000 UTC'],
  ['{{ toDuration 90 }} {{ (toDuration 3600).Hours }}', '1m30s 1'],
  ['{{ humanizeDuration (toDuration 90) }}', '1m 30s'],
  ['{{ parseDuration "1h2m10ms" }} {{ parseDuration "1d" }}', '3720.01 86400'],
  ['{{ now | humanizeTimestamp }}', '2026-11-20 12:00:00.5 +0000 UTC'],
  ['{{ title "aa bB CC" }} {{ toUpper "aaBB" }} {{ toLower "aaBB" }}', 'Aa BB CC AABB aabb'],
  ['{{ "hello" | title }}', 'Hello'],
  ['{{ match "a+" "aa" }} {{ match "a+" "b" }} {{ match "l.calhost" $labels.instance }}', 'true false true'],
  ['{{ reReplaceAll "(a)b" "x$1" "ab" }} {{ reReplaceAll ":.*" "" $labels.instance }}', 'xa localhost'],
  ['{{ "a.b" | reReplaceAll "\\\\." "-" }}', 'a-b'],
  ['{{ stripPort "hostname:80" }} {{ stripPort "hostname" }} {{ stripPort "[::1]:80" }}', 'hostname hostname ::1'],
  ['{{ stripPort "::1" }} {{ stripPort "1.2.3.4:9" }}', '::1 1.2.3.4'],
  ['{{ stripDomain "hostname.example.com" }} {{ stripDomain "hostname" }}', 'hostname hostname'],
  ['{{ stripDomain "hostname.example.com:12345" }} {{ stripDomain "192.0.2.1" }}', 'hostname:12345 192.0.2.1'],
  [
    '{{ stripDomain "192.0.2.1:12345" }} {{ stripDomain "[2001:db8::1]:12345" }}',
    '192.0.2.1:12345 [2001:db8::1]:12345',
  ],
  ['{{ graphLink "up" }}', '/graph?g0.expr=up&g0.tab=0'],
  ['{{ tableLink "sum(up) > 1" }}', '/graph?g0.expr=sum%28up%29+%3E+1&g0.tab=1'],
  ['{{ urlQueryEscape "a b&c" }}', 'a+b%26c'],
  ['{{ safeHtml "<b>" }}', '<b>'],
  ['{{ query "up" | first | value }}', '11'],
  ['{{ query "up" | first | label "instance" }}', 'b'],
  ['{{ with query "up" }}{{ . | first | label "job" }}{{ end }}', 'api'],
  ['{{ with query "nothing" }}some{{ else }}none{{ end }}', 'none'],
  ['{{ range query "up" }}{{ .Labels.instance }}={{ .Value }};{{ end }}', 'b=11;a=21;'],
  ['{{ range query "up" | sortByLabel "instance" }}{{ .Labels.instance }}:{{ .Value }}: {{ end }}', 'a:21: b:11: '],
  ['{{ query "up" | first | label "none" }}', ''],
  ['{{ query "up" | first | strvalue }}', ''],
  ['{{ len (query "up") }}', '2'],
  ['{{ printf "up{job=%q}" $labels.job | query | first | value | humanize }}', '11'],
  ['{{ query "a" | first | value }}{{ query "b" | first | value }}', '1111'],
  ['{{ with (args "a" 2) }}{{ .arg0 }}{{ .arg1 }}{{ end }}', 'a2'],
  ['{{ define "x" }}[{{ . }}]{{ end }}{{ template "x" "y" }}', '[y]'],
  ['{{ define "x" }}[{{ .arg0 }}]{{ end }}{{ tmpl "x" (args 1) }}', '[1]'],
  ['{{ define "x" }}{{ query "up" | first | value }}{{ end }}{{ tmpl "x" . }}', '11'],
  ['{{ if gt $value 0.5 }}high{{ else }}low{{ end }}', 'high'],
  ['{{ printf "%.2f" $value }} {{ printf "%s" $labels.job }}', '1.00 api'],
  ['{{ range $k, $v := $labels }}{{ $k }}={{ $v }},{{ end }}', 'instance=localhost:9100,job=api,odd=<b>,'],
  ['{{ $value | humanize | printf "%s requests" }}', '1 requests'],
  ['{{- "trimmed" -}}  ', 'trimmed'],
  ['{{ eq $labels.job "api" }} {{ and true $labels.missing }}|', 'true |'],
];

describe('a template of a rule', () => {
  it.each(TABLE)('%s', async (template, printed) => {
    expect(await expand(template)).toBe(printed);
  });

  it('shows values as Go prints them', async () => {
    expect(await expand('{{ $value }}', 1e9)).toBe('1e+09');
    expect(await expand('{{ $value }}', Number.POSITIVE_INFINITY)).toBe('+Inf');
    expect(await expand('{{ $value | humanizePercentage }}', 0.05123)).toBe('5.123%');
  });

  it.each([
    ['{{ humanize "x" }}', 'error calling humanize: strconv.ParseFloat: parsing "x": invalid syntax'],
    ['{{ query "nothing" | first }}', 'error calling first: first() called on vector with no elements'],
    ['{{ first 1 }}', 'expected the result of a query'],
    ['{{ match "(" "a" }}', 'error calling match: error parsing regexp'],
    ['{{ parseDuration "soon" }}', 'not a valid duration string: "soon"'],
    ['{{ tmpl "none" . }}', 'template "none" not defined'],
    ['{{ define "x" }}{{ tmpl "x" . }}{{ end }}{{ tmpl "x" . }}', 'may call tmpl 100 times'],
    ['{{ range $i := 1000000000 }}{{ end }}', 'takes more than'],
    ['{{ toTime 1e300 }}', 'overflows int64'],
    ['{{ range $i := 100 }}{{ query (printf "m%d" $i) }}{{ end }}', 'a template may ask 50 queries'],
  ])('%s fails', async (template, message) => {
    await expect(expand(template)).rejects.toThrow(message);
  });

  it.each([
    ['{{ nothing }}', 'function "nothing" not defined'],
    ['{{ $value ', 'unclosed action'],
    ['{{ $unknown }}', 'undefined variable "$unknown"'],
    ['{{ if }}{{ end }}', 'missing value for if'],
  ])('%s is refused when it is read', (template, message) => {
    expect(() => new RuleTemplate('__alert_Test', template)).toThrow(message);
  });
});
