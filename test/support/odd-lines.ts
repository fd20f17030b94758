import type { ExtractedPipeline } from './extracted-lines.js';

/** Lines as logs have them and lines that are odd in one way or another, for parsers. */

type Random = () => number;

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const JSON_KEYS = [
  ...['"status"', '"status"', '"method"', '"duration_ms"', '"http_status"', '"user"', '"took"', '"msg"', '"level"'],
  ...['"http"', '"http"', '"duration"', '""', '" "', '" status"', '"status "', '"http.status"', '"http-status"'],
  ...['"duration.ms"', '"\\tstatus"', '"\\u0073tatus"', '"\\"status"', '"x\\"status"', '"5xx"', '"_5xx"', '"STATUS"'],
  ...['"st\\ud800"', '"статус"', '"\u00a0status"', '"upstream_status"', '"a\\nb"', '"http\\"status"', '"__error__"'],
  ...['"http_"', '"_http"', '"status_extracted"', '"{"', '"a:b"', '"\ufeffstatus\u3000"'],
];

const JSON_SCALARS = [
  ...['200', '404', '500', '0', '-0', '1e5', '1E+2', '1.50', '0.1', '-3.75', '12345678901234567890', '1e999', '007'],
  ...['18446744073709551616', '9007199254740993', '0.30000000000000004', '0.3', '1.', '.5', '+1', 'NaN', '0x10'],
  ...['true', 'false', 'null', 'tru', '"200"', '"500"', '"GET"', '"POST"', '""', '" 200 "', '"12ms"', '"1.5s"'],
  ...['"a b"', '"status"', '"\\"status\\":5"', '"{\\"status\\":1}"', '"a\\nb"', '"\\u0041"', '"\\ud83d\\ude00"'],
  ...[
    '"\\ud800"',
    '"\\x"',
    '"Zoë 🚀"',
    '"\u001b[31mred\u001b[0m"',
    '"nul\u0000"',
    '"\ufffd"',
    '"tab\t"',
    '"{"',
    '"}"',
    '"[1,"',
  ],
  ...['"status is ok"', '"1,234"', '"c:\\\\dir\\\\"', '"\u2028"', "'single'"],
];

function jsonValue(random: Random, depth: number): string {
  const kind = random();
  if (kind < 0.88 || depth === 0) return pick(random, JSON_SCALARS);
  if (kind < 0.93) return `[${times(Math.floor(random() * 3), () => jsonValue(random, depth - 1)).join(',')}]`;
  return jsonObject(random, depth - 1, Math.floor(random() * 3));
}

function jsonObject(random: Random, depth: number, fields: number): string {
  const colon = random() < 0.8 ? ':' : pick(random, [': ', ' : ', ' :', ':\t', ':\n']);
  const comma = random() < 0.8 ? ',' : pick(random, [', ', ' , ', ',\n', ',,', ' ']);
  const pairs = times(fields, () => `${pick(random, JSON_KEYS)}${colon}${jsonValue(random, depth)}`);
  const space = random() < 0.9 ? '' : pick(random, [' ', '\n', '\r\n', '\t']);
  return `{${space}${pairs.join(comma)}${random() < 0.02 ? ',' : ''}${space}}`;
}

/** Ordinary fields, as a logger writes them. */
function ordinaryJson(random: Random): string {
  const fields = [
    `"level":"${pick(random, ['info', 'error'])}"`,
    `"msg":"${pick(random, ['request served', 'it failed', 'said \\"no\\"', 'naïve', 'a\\nb', 'status was bad'])}"`,
    `"method":"${pick(random, ['GET', 'POST'])}"`,
    `"duration_ms":${pick(random, ['1.5', '0.30', '12', '1e2'])}`,
    `"took":"${pick(random, ['12ms', '1.5s', '250µs', '1h'])}"`,
    `"user":${pick(random, ['"ann"', '"bob"', 'null'])}`,
  ];
  if (random() < 0.7) fields.push(`"status":${pick(random, ['200', '404', '500', '"200"'])}`);
  if (random() < 0.3) fields.push(`"k8s":{"pod":"a-1","labels":{"app":"x"}}`);
  if (random() < 0.2) fields.push('"tags":["a","b"]');
  return `{${fields.join(',')}}`;
}

export function jsonLine(random: Random): string | Uint8Array {
  const kind = random();
  if (kind < 0.35) return ordinaryJson(random);
  if (kind < 0.9) return jsonObject(random, 3, Math.floor(random() * 5));
  const line = random() < 0.5 ? ordinaryJson(random) : jsonObject(random, 3, 3);
  return damaged(random, line);
}

const ENDS = ['', '\r', '\r\n', ' ', '}', '{}', 'x', '\0', ' trailing', '\u001b[0m'];

/** Cut off, longer than it should be, with something before it, or with bytes that are no UTF-8. */
function damaged(random: Random, line: string): string | Uint8Array {
  switch (Math.floor(random() * 5)) {
    case 0:
      return line.slice(0, Math.floor(random() * line.length));
    case 1:
      return line + pick(random, ENDS);
    case 2:
      return pick(random, [' ', '\ufeff', '\t', '[', 'x ']) + line;
    case 3: {
      const bytes = Buffer.from(line);
      if (bytes.length > 0)
        bytes[Math.floor(random() * bytes.length)] = pick(random, [0xff, 0xc3, 0xed, 0x80, 0, 0x22, 0x5c]);
      return bytes;
    }
    default: {
      const at = Math.floor(random() * line.length);
      return line.slice(0, at) + pick(random, ['"', '\\', '{', '}', ' ', '=', ',', ':', '\ud800']) + line.slice(at);
    }
  }
}

const LOGFMT_KEYS = [
  ...[
    'status',
    'status',
    'status',
    'method',
    'duration_ms',
    'took',
    'msg',
    'level',
    'user',
    'http_status',
    'http.status',
  ],
  ...[
    'upstream_status',
    'status.',
    '.status',
    'статус',
    '\u00a0status',
    'status\u3000',
    'STATUS',
    '',
    'a"b',
    'x\ufffd',
  ],
  ...['duration-ms', '5xx', '_5xx', 'status_code', '{status', 'a,status'],
];

const LOGFMT_VALUES = [
  ...[
    '=200',
    '=404',
    '=500',
    '=-0',
    '=1e5',
    '=0.3',
    '=',
    '=""',
    '="200"',
    '="a b"',
    '="status=200"',
    '=" status=404 "',
  ],
  ...[
    '="\\"x\\" status=5"',
    '="a\\nb"',
    '="\\u0041"',
    '="\\x"',
    '="unterminated',
    '=a"b',
    '=a=b',
    '=a="b c"',
    '==',
    '',
  ],
  ...[
    '=12ms',
    '=1.5s',
    '=GET',
    '=Zoë',
    '="🚀"',
    '=\ufffd',
    '="c:\\\\"',
    '="="',
    '=" "',
    '="x="',
    '=\u001b[31m',
    '="a\tb"',
  ],
  ...['=ann', '=0x10', '=+1', '=1_000'],
];

const ordinaryLogfmt = (random: Random): string => {
  const pairs = [
    `level=${pick(random, ['info', 'error'])}`,
    `msg="${pick(random, ['request served', 'it failed', 'said \\"no\\"', 'naïve', 'status was bad'])}"`,
    `method=${pick(random, ['GET', 'POST'])}`,
    `duration_ms=${pick(random, ['1.5', '0.30', '12', '100'])}`,
    `took=${pick(random, ['12ms', '1.5s', '250µs', '1h'])}`,
    `user=${pick(random, ['ann', '"bob"', '""'])}`,
  ];
  if (random() < 0.7) pairs.push(`status=${pick(random, ['200', '404', '500', '"200"'])}`);
  return pairs.sort(() => random() - 0.5).join(' ');
};

export function logfmtLine(random: Random): string | Uint8Array {
  const kind = random();
  if (kind < 0.35) return ordinaryLogfmt(random);
  const separator = () => (random() < 0.9 ? ' ' : pick(random, ['  ', '\t', '\n', '', '\0', '\u00a0']));
  const line = times(
    Math.floor(random() * 6),
    () => pick(random, LOGFMT_KEYS) + pick(random, LOGFMT_VALUES) + separator(),
  ).join('');
  return kind < 0.9 ? line : damaged(random, random() < 0.5 ? line : ordinaryLogfmt(random));
}

const accessLine = (random: Random): string =>
  `${pick(random, ['10.0.0.1', '::1', '-'])} - ${pick(random, ['ann', '-', 'Zoë'])} [01/Nov/2026:12:00:00 +0000] ` +
  `"${pick(random, ['GET', 'POST'])} /${pick(random, ['', 'a', 'a b', 'ä'])} HTTP/1.1" ` +
  `${pick(random, ['200', '404', '500', '', '20'])} ${pick(random, ['0', '512', '-', '1e5'])}`;

export function textLine(random: Random): string | Uint8Array {
  const kind = random();
  if (kind < 0.5) return accessLine(random);
  if (kind < 0.8) return damaged(random, accessLine(random));
  return times(Math.floor(random() * 8), () =>
    pick(random, ['a', ' ', 'é', '\n', 'b=', '12', '"', '- ', '🚀', '\r\n', '[', 'A']),
  ).join('');
}

/** `plain`: the share of lines that must be plain at least. */
interface PipelineCase extends ExtractedPipeline {
  readonly plain: number;
}

const on = (pipeline: string, wanted: readonly string[], plain: number): PipelineCase => ({ pipeline, wanted, plain });

export const JSON_PIPELINES: readonly PipelineCase[] = [
  on('| json', ['status'], 0.3),
  on('| json', ['http_status'], 0.3),
  on('| json', ['duration_ms', 'method'], 0.3),
  on('| json', ['_5xx'], 0.3),
  on('| json', ['level', 'detected_level'], 0.3),
  on('| json | __error__=""', ['user'], 0.3),
  on('| json | status >= 500', ['method'], 0.3),
  on('| json | status = 200 or duration_ms < 1.5', ['status'], 0.3),
  on('| json | duration_ms > 0.3', ['duration_ms'], 0.3),
  on('| json | took > 100ms', ['took'], 0.2),
  on('| json | method=~"G.*|PUT" | level != "info"', ['status'], 0.3),
  on('| json code="status", m="method"', ['code', 'm'], 0.3),
  on('| json code="status" | code != 200', ['code'], 0.1),
];

export const LOGFMT_PIPELINES: readonly PipelineCase[] = [
  on('| logfmt', ['status'], 0.3),
  on('| logfmt', ['http_status'], 0.3),
  on('| logfmt', ['duration_ms', 'method'], 0.3),
  on('| logfmt', ['_5xx'], 0.3),
  on('| logfmt', ['user', 'detected_level'], 0.3),
  on('| logfmt | status >= 500', ['method'], 0.3),
  on('| logfmt | status = 200 and method = "GET"', ['status'], 0.3),
  on('| logfmt | took <= 1500ms', ['took'], 0.2),
  on('| logfmt | user !~ "a.."', ['user'], 0.3),
  on('| logfmt code="status", m="method"', ['code', 'm'], 0.2),
];

export const TEXT_PIPELINES: readonly PipelineCase[] = [
  on('| pattern "<ip> - <user> [<_>] \\"<method> <path> <_>\\" <status> <size>"', ['status'], 0.8),
  on('| pattern "<ip> - <user> [<_>] \\"<method> <path> <_>\\" <status> <size>"', ['ip', 'user', 'size'], 0.8),
  on('| pattern "<_> - <user> <_>" | user != ""', ['user'], 0.8),
  on('| pattern "10.<rest>"', ['rest', 'status'], 0.8),
  on('| pattern "<_>é<a>🚀<status>"', ['a', 'status'], 0.8),
  on('| pattern "<_>\\" <status> <_>" | status >= 400', ['status'], 0.2),
  on('| regexp "(?P<method>GET|POST) (?P<path>[^ ]*) .*\\" (?P<status>\\\\d+)"', ['status'], 0.8),
  on('| regexp "(?P<method>GET|POST) (?P<path>[^ ]*) .*\\" (?P<status>\\\\d+)"', ['method', 'path'], 0.8),
  on('| regexp "^(?P<ip>\\\\S+) (-|(?P<other>x)) (?P<user>[^\\\\]( ]+)"', ['ip', 'other', 'user'], 0.8),
  on('| regexp "(?i)(?P<a>a.)|(?P<b>[é]?)"', ['a', 'b'], 0.8),
  on('| regexp "(?s)(?P<first>.).*(?P<last>.)$"', ['first', 'last'], 0.8),
  on('| regexp "(?P<line>.*)"', ['line'], 0.8),
  on('| regexp " (?P<size>\\\\d+)$" | size > 100', ['size'], 0.3),
  on('| user = "ann"', ['user', 'status', 'detected_level'], 0.9),
  on('| status > 100 or detected_level = "warn"', ['status'], 0.9),
];
