import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { YamlFile } from '../yaml-file.js';
import { readAlertmanagerConfig } from './alertmanager.js';

const read = (text: string) => readAlertmanagerConfig(new YamlFile('/etc/am.yml', text), parseMatchers);

/** A good file with lines added. */
const withRoute = (lines: string) => read(`receivers: [{name: a}]\nroute:\n  receiver: a\n${lines}`);
const withInterval = (lines: string) =>
  read(`receivers: [{name: a}]\nroute: {receiver: a}\ntime_intervals:\n- name: t\n  time_intervals:\n  - ${lines}`);

describe('an alertmanager.yml', () => {
  it('is read as it is', () => {
    const path = fileURLToPath(new URL('fixtures/routing.yml', import.meta.url));
    const config = readAlertmanagerConfig(YamlFile.read(path), parseMatchers);
    expect(config.resolveTimeoutMs).toBe(300_000);
    expect(config.receivers.map(({ name }) => name)).toEqual(['default', 'critical', 'oncall', 'cost', 'database']);
    expect(config.route).toMatchObject({ receiver: 'default', groupWaitMs: 10_000, repeatIntervalMs: 14_400_000 });
    expect(config.route.routes[0]!.matchers).toEqual([
      { name: 'severity', op: '=', value: 'critical' },
      { name: 'environment', op: '!=', value: 'development' },
    ]);
    expect(config.route.routes[3]!.matchers).toEqual([{ name: 'service', op: '=~', value: '^(postgres|redis).*' }]);
    expect(config.timeIntervals.get('office')).toEqual([
      {
        times: [{ from: 480, to: 1080 }],
        weekdays: [{ from: 1, to: 5 }],
        daysOfMonth: [],
        months: [],
        years: [],
        location: 'Europe/Berlin',
      },
    ]);
    expect(config.text).toContain('routing_key: <secret>');
    expect(config.text).not.toContain('5001/slack');
  });

  it('may have several matchers in one text, and all ways to write them', () => {
    const { route } = withRoute(
      '  routes:\n  - matchers: [\'{a="b", c=~"d|e"}\', f!=g]\n    match: {h: i}\n    match_re: {j: k.*}\n  - matchers: a=b\n',
    );
    expect(route.routes[0]!.matchers.map(({ name, op, value }) => name + op + value)).toEqual([
      'h=i',
      'j=~k.*',
      'a=b',
      'c=~d|e',
      'f!=g',
    ]);
    expect(route.routes[1]!.matchers).toHaveLength(1);
  });

  it.each([
    ['', '/etc/am.yml: route: is missing'],
    ['route: {}', '1:8: route: the root must name a receiver'],
    ['route: {receiver: a}', '1:19: route.receiver: "a" is not defined; define it under receivers'],
    ['receivers: [{name: a}, {name: a}]\nroute: {receiver: a}', 'a receiver called "a" stands above already'],
    ['receivers: [{nam: a}]\nroute: {receiver: a}', 'receivers[0].name: is missing'],
    [
      'receivers: [{name: abcd}]\nroute: {receiver: abcde}',
      '2:19: route.receiver: "abcde" is not defined; did you mean abcd?',
    ],
    [
      'receivers: [{name: a}]\nroute: {receiver: a, group_bys: []}',
      'route.group_bys is not a known setting; did you mean route.group_by?',
    ],
    [
      'receivers: [{name: a}]\nroute: {receiver: a}\nroutes: []',
      '3:1: routes is not a known setting; did you mean route?',
    ],
    ['receivers: [{name: a}]\nroute: {receiver: a}\nglobal: {resolve_timeout: 5}', '5 is not a duration'],
  ])('tells what is wrong in %j', (text, message) => expect(() => read(text)).toThrow(message));

  it.each([
    ['  matchers: [a=b]', '4:13: route.matchers: the root must not have matchers'],
    ['  match: {a: b}', 'route.matchers: the root must not have matchers'],
    ['  continue: true', '4:13: route.continue: the root must not continue'],
    ['  mute_time_intervals: [t]', 'route.mute_time_intervals: the root must not be muted'],
    ['  active_time_intervals: [t]', 'route.active_time_intervals: the root must always be active'],
    [
      '  routes: [{active_time_intervals: [t]}]',
      '4:37: route.routes[0].active_time_intervals[0]: "t" is not defined; define it under time_intervals',
    ],
    ['  routes: [{routes: [{receiver: b}]}]', '4:33: route.routes[0].routes[0].receiver: "b" is not defined'],
    [
      '  routes: [{matchers: [a]}]',
      '4:24: route.routes[0].matchers[0]: "a" is not a matcher such as severity="critical"',
    ],
    ['  routes: [{matchers: ["a=~("]}]', 'route.routes[0].matchers[0]: "(" is not a regular expression (RE2)'],
    ['  routes: [{match_re: {a: "("}}]', 'route.routes[0].match_re.a: "(" is not a regular expression (RE2)'],
    ['  group_by: [a, b, a]', '4:20: route.group_by[2]: a stands in it twice'],
    ["  group_by: [a, '...']", "route.group_by: '...' groups by all labels and must stand alone"],
    ['  group_interval: 0s', '4:19: route.group_interval: must be longer than 0s'],
    ['  repeat_interval: 0s', 'route.repeat_interval: must be longer than 0s'],
    ['  group_wait: -5s', 'route.group_wait: "-5s" is not a duration'],
  ])('tells what is wrong in a route with %j', (lines, message) => expect(() => withRoute(lines)).toThrow(message));

  it.each([
    [
      'times: [{start_time: "8:00", end_time: "18:00"}]',
      'times[0].start_time: "8:00" is not a time of day such as 08:30',
    ],
    ['times: [{start_time: "22:00", end_time: "06:00"}]', 'start_time must be before end_time; a night is two ranges'],
    ['times: [{start_time: "08:00"}]', 'times[0].end_time: is missing'],
    ['weekdays: [friday:monday]', 'the first of a range must not be after its last'],
    ['weekdays: [caturday]', '"caturday" is not a weekday'],
    ['days_of_month: [0]', '0 is not a day of the month'],
    ['days_of_month: ["32"]', '"32" is not a day of the month'],
    ['days_of_month: ["-3:5"]', 'must end at one, too'],
    ['days_of_month: ["-1:-3"]', 'the first of a range must not be after its last'],
    ['months: [13]', '13 is not a month'],
    ['months: [may:april]', 'the first of a range must not be after its last'],
    ['years: [2030:2029]', 'the first of a range must not be after its last'],
    ['location: Europe/Bärlin', '"Europe/Bärlin" is not a time zone such as Europe/Berlin'],
    ['day: monday', 'time_intervals[0].time_intervals[0].day is not a known setting'],
  ])('tells what is wrong in a time interval with %j', (lines, message) =>
    expect(() => withInterval(lines)).toThrow(message),
  );

  it('keeps the older list of time intervals beside the newer one', () => {
    const text = (second: string) =>
      `receivers: [{name: a}]\nroute: {receiver: a}\ntime_intervals: [{name: t}]\nmute_time_intervals: [{name: ${second}}]`;
    expect([...read(text('u')).timeIntervals.keys()]).toEqual(['t', 'u']);
    expect(() => read(text('t'))).toThrow('4:30: mute_time_intervals[0].name: a time interval called "t" stands above');
  });

  it('shows no secrets', () => {
    const { text } = read(
      'global: {smtp_auth_password: hush, slack_api_url: "https://hush"}\nroute: {receiver: a}\nreceivers:\n' +
        '- name: a\n  webhook_configs: [{url: "http://x/hush", http_config: {basic_auth: {password: hush}, proxy_url: "http://u:hush@p/"}}]',
    );
    expect(text).not.toContain('hush');
    expect(text).toContain('http://u:<secret>@p/');
  });
});
