import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../model/labels.js';
import type { Notification } from '../notify/integration.js';
import { notificationData } from './notification-data.js';
import { NotificationTemplates } from './notification-templates.js';

const NOW = Date.UTC(2026, 10, 20, 10, 0, 0);

const labels = (given: Record<string, string>) => labelsFrom(Object.entries(given));

const COMMON = { alertname: 'HighLatency', service: 'api', severity: 'critical' };

const NOTIFICATION: Notification = {
  groupKey: '{}:{alertname="HighLatency"}',
  receiver: 'on call',
  groupLabels: labels({ alertname: 'HighLatency', service: 'api' }),
  reason: 'first',
  nowMs: NOW,
  alerts: [
    {
      status: 'firing',
      labels: labels({ ...COMMON, instance: 'a:1' }),
      annotations: labels({ summary: 'Slow <api>', top_series: '{pod="x"} 12\n{pod="y"} 3' }),
      startsAtMs: NOW - 90_500,
      endsAtMs: 0,
      generatorUrl: 'http://localhost:3000/graph?g0.expr=up%3D%3D0',
      fingerprint: '0123456789abcdef',
    },
    {
      status: 'firing',
      labels: labels({ ...COMMON, instance: 'b:1' }),
      annotations: labels({ summary: 'Slow <api>' }),
      startsAtMs: NOW - 60_000,
      endsAtMs: 0,
      generatorUrl: '',
      fingerprint: '1123456789abcdef',
    },
    {
      status: 'resolved',
      labels: labels({ ...COMMON, instance: 'c:1' }),
      annotations: labels({ summary: 'Slow <api>' }),
      startsAtMs: NOW - 3_600_000,
      endsAtMs: NOW - 1000,
      generatorUrl: '',
      fingerprint: '2123456789abcdef',
    },
  ],
};

const RESOLVED: Notification = { ...NOTIFICATION, alerts: [NOTIFICATION.alerts[2]!] };

const templates = new NotificationTemplates(
  [
    {
      name: 'own.tmpl',
      source: '{{ define "own" }}<{{ .Status }}>{{ end }}{{ define "slack.default.pretext" }}own pretext{{ end }}',
    },
  ],
  { now: () => NOW },
);

const URL = 'https://quartet.example/ui';
const text = (source: string, notification = NOTIFICATION) =>
  templates.text(source, notificationData(notification, URL));
const html = (source: string) => templates.html(source, notificationData(NOTIFICATION, URL));

describe('data', () => {
  it.each([
    ['{{ .Receiver }} {{ .Status }} {{ .ExternalURL }}', 'on call firing https://quartet.example/ui'],
    ['{{ len .Alerts }} {{ .Alerts | len }} {{ .Alerts.Firing | len }} {{ len .Alerts.Resolved }}', '3 3 2 1'],
    ['{{ range .Alerts }}{{ .Labels.instance }} {{ end }}', 'a:1 b:1 c:1 '],
    ['{{ range .Alerts.Resolved }}{{ .Status }} {{ .Labels.instance }}{{ end }}', 'resolved c:1'],
    ['{{ (index .Alerts 1).Fingerprint }}', '1123456789abcdef'],
    ['{{ with index .Alerts 0 }}{{ .GeneratorURL }}{{ end }}', 'http://localhost:3000/graph?g0.expr=up%3D%3D0'],
    ['{{ .GroupLabels }}', 'map[alertname:HighLatency service:api]'],
    ['{{ .CommonLabels }}', 'map[alertname:HighLatency service:api severity:critical]'],
    ['{{ .CommonAnnotations }}', 'map[summary:Slow <api>]'],
    ['{{ .CommonLabels.severity }} {{ index .CommonLabels "severity" }}', 'critical critical'],
    ['[{{ .CommonLabels.missing }}][{{ .CommonAnnotations.runbook_url }}]', '[][]'],
    [
      '{{ range .CommonLabels.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }}',
      'alertname=HighLatency;service=api;severity=critical;',
    ],
    [
      '{{ .CommonLabels.SortedPairs.Names }} {{ .CommonLabels.SortedPairs.Values | join "," }}',
      '[alertname service severity] HighLatency,api,critical',
    ],
    [
      '{{ .CommonLabels.Names | join "," }} {{ .CommonLabels.Values | join "," }}',
      'alertname,service,severity HighLatency,api,critical',
    ],
    ['{{ (.CommonLabels.Remove .GroupLabels.Names).Names }}', '[severity]'],
    ['{{ .CommonLabels.Remove (stringSlice "severity" "service") }}', 'map[alertname:HighLatency]'],
    ['{{ range $k, $v := .GroupLabels }}{{ $k }}-{{ $v }} {{ end }}', 'alertname-HighLatency service-api '],
    ['{{ len .GroupLabels }}', '2'],
    ['{{ (index .Alerts 0).StartsAt }}', '2026-11-20 09:58:29.5 +0000 UTC'],
    ['{{ (index .Alerts 0).EndsAt.IsZero }} {{ (index .Alerts 2).EndsAt.IsZero }}', 'true false'],
    ['{{ (index .Alerts 2).EndsAt.Format "15:04:05" }}', '09:59:59'],
    ['{{ (index .Alerts 0).StartsAt.Unix }}', '1795168709'],
    ['{{ if eq .Status "firing" }}red{{ else }}green{{ end }}', 'red'],
    ['{{ template "own" . }}', '<firing>'],
    ['{{ define "here" }}x{{ end }}{{ template "here" }}', 'x'],
    ['no template', 'no template'],
    ['', ''],
  ])('%j gives %j', (source, expected) => expect(text(source)).toBe(expected));

  it('is resolved when nothing fires', () => {
    expect(text('{{ .Status }} {{ len .Alerts.Firing }}', RESOLVED)).toBe('resolved 0');
  });
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a group of an expression
const REPLACE = '{{ reReplaceAll "(\\\\w+):(\\\\d+)" "${2}/$1" "a:1 b:22" }}';

describe('functions', () => {
  it.each([
    ['{{ .Status | toUpper }} {{ "ABC" | toLower }}', 'FIRING abc'],
    ['{{ title "high latency of the api" }}', 'High Latency Of The Api'],
    ['{{ title "it\'s ALL" }}', "It's ALL"],
    ['[{{ trimSpace " \\n x y\\t" }}]', '[x y]'],
    ['{{ stringSlice "a" "b" | join "-" }}', 'a-b'],
    ['{{ join ", " (list "a" "b") }}', 'a, b'],
    ['{{ match "^a.*c$" "abc" }} {{ match "^b" "abc" }} {{ match "b" "abc" }}', 'true false true'],
    [REPLACE, '1/a 22/b'],
    ['{{ reReplaceAll "" "-" "ab" }}', '-a-b-'],
    ['{{ reReplaceAll "a*" "x" "baac" }}', 'xbxcx'],
    ['{{ safeHtml "<b>" }}', '<b>'],
    ['{{ urlUnescape "a%20b+c" }}', 'a b c'],
    ['{{ date "2006-01-02" (index .Alerts 0).StartsAt }}', '2026-11-20'],
    ['{{ (index .Alerts 0).StartsAt | tz "Europe/Paris" | date "15:04 MST" }}', '10:58 CET'],
    ['{{ since (index .Alerts 0).StartsAt }}', '1m30.5s'],
    ['{{ since (index .Alerts 0).StartsAt | humanizeDuration }}', '1m 30s'],
    ['{{ humanizeDuration 93784 }}', '1d 2h 3m 4s'],
    ['{{ humanizeDuration 3661.5 }} {{ humanizeDuration "59" }} {{ humanizeDuration 0 }}', '1h 1m 1s 59s 0s'],
    ['{{ humanizeDuration 0.25 }} {{ humanizeDuration 0.0000035 }} {{ humanizeDuration -61 }}', '250ms 3.5us -1m 1s'],
    ['{{ humanizeDuration "Inf" }} {{ humanizeDuration "NaN" }}', '+Inf NaN'],
    ['{{ toJson .GroupLabels }}', '{"alertname":"HighLatency","service":"api"}'],
    ['{{ toJson (stringSlice "a" "\\"") }}', '["a","\\""]'],
    ['{{ (index .Alerts 0).StartsAt | toJson }}', '"2026-11-20T09:58:29.5Z"'],
    ['{{ toJson (dict "a" 1 "b" (list true)) }}', '{"a":1,"b":[true]}'],
    ['{{ (dict "a" "x").a }} {{ append (list 1) 2 3 }}', 'x [1 2 3]'],
    ['{{ .Receiver | urlquery }}', 'on+call'],
    ['{{ printf "%d of %d" (len .Alerts.Firing) (len .Alerts) }}', '2 of 3'],
  ])('%j gives %j', (source, expected) => expect(text(source)).toBe(expected));
});

const ALERT_A = `alertname: HighLatency
instance: a:1
service: api
severity: critical
summary: Slow <api>
Top series:
{pod="x"} 12
{pod="y"} 3
Source: http://localhost:3000/graph?g0.expr=up%3D%3D0
`;
const ALERT_B = 'alertname: HighLatency\ninstance: b:1\nservice: api\nseverity: critical\nsummary: Slow <api>\n';
const ALERT_C = ALERT_B.replace('b:1', 'c:1');
const LINK = 'https://quartet.example/ui/alerts?receiver=on+call';
const MESSAGE = `Firing\n${ALERT_A}\n${ALERT_B}\nResolved\n${ALERT_C}\n${LINK}`;

describe('the default templates', () => {
  it.each([
    ['__subject', '[FIRING:2] HighLatency api (critical)'],
    ['__alertmanager', 'Quartet'],
    ['__alertmanagerURL', LINK],
    ['slack.default.title', '[FIRING:2] HighLatency api (critical)'],
    ['slack.default.titlelink', LINK],
    ['slack.default.fallback', `[FIRING:2] HighLatency api (critical) | ${LINK}`],
    ['slack.default.username', 'Quartet'],
    ['slack.default.text', 'Top series:\n{pod="x"} 12\n{pod="y"} 3\n'],
    ['slack.default.pretext', 'own pretext'],
    ['slack.default.footer', ''],
    ['slack.default.callbackid', ''],
    ['rocketchat.default.title', '[FIRING:2] HighLatency api (critical)'],
    ['rocketchat.default.titlelink', LINK],
    ['email.default.subject', '[FIRING:2] HighLatency api (critical)'],
    ['pagerduty.default.description', '[FIRING:2] HighLatency api (critical)'],
    ['pagerduty.default.clientURL', LINK],
    ['opsgenie.default.message', '[FIRING:2] HighLatency api (critical)'],
    ['opsgenie.default.description', MESSAGE],
    ['opsgenie.default.source', LINK],
    ['telegram.default.message', MESSAGE],
    ['victorops.default.state_message', MESSAGE],
    ['victorops.default.entity_display_name', '[FIRING:2] HighLatency api (critical)'],
    ['victorops.default.monitoring_tool', 'Quartet'],
    ['pushover.default.title', '[FIRING:2] HighLatency api (critical)'],
    ['pushover.default.message', `Slow <api>\n${MESSAGE}`],
    ['pushover.default.url', LINK],
    ['sns.default.subject', '[FIRING:2] HighLatency api (critical)'],
    ['sns.default.message', MESSAGE],
    ['jira.default.summary', '[FIRING:2] HighLatency api (critical)'],
    ['jira.default.priority', 'High'],
    ['discord.default.title', '[FIRING:2] HighLatency api (critical)'],
    ['discord.default.content', ''],
    ['msteams.default.summary', '[FIRING:2] HighLatency api (critical)'],
    ['msteamsv2.default.title', '[FIRING:2] HighLatency api (critical)'],
    ['wechat.default.message', `[FIRING:2] HighLatency api (critical)\n${MESSAGE}`],
  ])('%s', (name, expected) => expect(text(`{{ template "${name}" . }}`)).toBe(expected));

  it('say when all is well again', () => {
    expect(text('{{ template "__subject" . }}', RESOLVED)).toBe(
      '[RESOLVED] HighLatency api (critical c:1)'.replace('critical c:1', 'c:1 critical'),
    );
    expect(text('{{ template "__subject" . }}', { ...NOTIFICATION, groupLabels: [] })).toBe(
      '[FIRING:2] (HighLatency api critical)',
    );
  });

  it.each(['discord.default.message', 'msteams.default.text', 'msteamsv2.default.text', 'webex.default.message'])(
    '%s has the link and the top series',
    (name) => {
      const shown = text(`{{ template "${name}" . }}`);
      expect(shown).toContain(`[Show in Quartet](${LINK})`);
      expect(shown).toContain('Top series:\n{pod="x"} 12\n{pod="y"} 3');
      expect(shown).toContain('**HighLatency**\n- instance: a:1\n');
    },
  );

  it('lists alerts for __text_alert_list and pagerduty.default.instances', () => {
    expect(text('{{ template "__text_alert_list" .Alerts.Firing }}')).toBe(`${ALERT_A}\n${ALERT_B}`);
    expect(text('{{ template "pagerduty.default.instances" .Alerts.Resolved }}')).toBe(ALERT_C);
  });

  it('makes a page of HTML with escaped values, the link and the top series', () => {
    const page = html('{{ template "email.default.html" . }}');
    expect(page).toContain('<title>[FIRING:2] HighLatency api (critical)</title>');
    expect(page).toContain(`<a href="${LINK}">Show in Quartet</a>`);
    expect(page).toContain('<p style="margin: 8px 0;">Slow &lt;api&gt;</p>');
    expect(page).toContain('{pod=&#34;x&#34;} 12\n{pod=&#34;y&#34;} 3</pre>');
    expect(page).toContain('background: #c4281c;">Firing: 2</td>');
    expect(page).toContain('background: #1f7a3d;">Resolved: 1</td>');
    expect(page).toContain('<a href="http://localhost:3000/graph?g0.expr=up%3D%3D0">Source</a>');
  });
});

describe('hostile and wrong templates fail alone', () => {
  it.each([
    ['{{ range $i := 1000000000 }}{{ range $j := 1000000000 }}x{{ end }}{{ end }}', /more than 500000 steps/],
    ['{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}', /maximum template depth/],
    [
      '{{ define "x" }}a{{ template "x" . }}{{ template "x" . }}{{ end }}{{ template "x" . }}',
      /maximum template depth/,
    ],
    ['{{ $x := "xxxxxxxxxxxxxxxx" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}', /longer than 1048576 characters/],
    ['{{ $x := list "a" }}{{ range 100 }}{{ $x = append $x $x $x }}{{ end }}{{ $x }}', /too many values in each other/],
    ['{{ reReplaceAll "(((a{1000}){1000}){1000})" "x" "a" }}', /reReplaceAll/],
    [
      '{{ reReplaceAll "" "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" (printf "%100000d" 1) }}',
      /longer than 1048576/,
    ],
    ['{{ match "(" "a" }}', /error calling match: .*missing/],
    ['{{ template "nosuch" . }}', /template "nosuch" not defined/],
    ['{{ .Nosuch }}', /can't evaluate field Nosuch in type \*template\.Data/],
    ['{{ range .Alerts }}{{ .Nosuch }}{{ end }}', /can't evaluate field Nosuch in type template\.Alert/],
    ['{{ .Alerts | join "," }}', /expected \[\]string/],
    ['{{ tz "Nowhere/City" (index .Alerts 0).StartsAt }}', /unknown time zone Nowhere\/City/],
    ['{{ date "2006" "x" }}', /time\.Time/],
    ['{{ urlUnescape "%zz" }}', /invalid URL escape/],
    ['{{ humanizeDuration "soon" }}', /ParseFloat: parsing "soon": invalid syntax/],
    ['{{ nosuch }}', /function "nosuch" not defined/],
    ['{{ if }}', /missing value for if/],
    ['{{ .Status', /unclosed action/],
    ['{{ index .Alerts 7 }}', /out of range/],
    ['{{ .__proto__ }}', /can't evaluate field __proto__/],
    ['{{ .CommonLabels.Remove "x" }}', /expected \[\]string/],
    ['{{ dict "a" }}', /keys and values in turn/],
  ])('%s', (source, message) => expect(() => text(source)).toThrow(message));
});
