import type { LogRows } from '../support/store-batches.js';

/** Streams with lines of many kinds, and metric queries over them: the same seed gives the same. */

type Random = () => number;

/** Of a millisecond that is no whole second: steps and windows begin anywhere. */
const START_MS = 1_793_534_400_123;
const SPAN_MS = 120_000;

const one = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;

const some = <T>(random: Random, choices: readonly T[], share: number): T[] => choices.filter(() => random() < share);

const STATUSES = ['200', '404', '500', '"200"', '"err or"', 'null', 'true', '1e3', '-0', '[1,2]', '{"a":1}', '""'];
const WORDS = ['GET', 'POST', 'Zoë', '🚀', 'a b', '', '10', '10s', '1.5KiB', '0', '-3', 'x=y', '_', '200'];

function jsonLine(random: Random): string {
  const fields = [
    `"status":${one(random, STATUSES)}`,
    `"method":"${one(random, WORDS)}"`,
    `"took" : ${one(random, ['1', '25', '0.1', '-2.5e1', '"25"', '"25ms"', '"1.5s"', '"1m"', '"1.5KiB"', '"2 MB"', '"x"', '""'])}`,
    `"http":{"status":${one(random, STATUSES)}}`,
    `"env":"${one(random, WORDS)}"`,
    `"k\\u0065y":"v"`,
    `"text":"${one(random, ['say \\"hi\\"', 'tab\\t', 'caf\\u00e9', '\\ud83d\\ude80', 'status', '\\"status\\":1'])}"`,
    `"status":"again"`,
    `"user":"${one(random, WORDS)}"`,
  ];
  const line = `{${some(random, fields, 0.45).join(one(random, [',', ', ']))}}`;
  return one(random, [
    line,
    line,
    line,
    line,
    line,
    line,
    ` ${line}`,
    `${line} trailing`,
    line.slice(0, -1),
    `${line}\r\n`,
  ]);
}

function logfmtLine(random: Random): string {
  const fields = [
    `status=${one(random, ['200', '404', '"500"', '"a b"', '', '"quo\\"te"'])}`,
    `method=${one(random, ['GET', '"POST"', 'Zoë', '""'])}`,
    `took=${one(random, ['1', '25', '0.7', '25ms', '1.25s', '3kb', '512B', 'x', ''])}`,
    `env=${one(random, ['dev', 'qa'])}`,
    'alone',
    'status=again',
    '=value',
    'bad"quote=1',
    `user=${one(random, ['ann', 'bob'])}`,
  ];
  return some(random, fields, 0.4).join(one(random, [' ', '  ']));
}

const accessLine = (random: Random): string =>
  `${one(random, ['10.0.0.1', '::1', 'host'])} ${one(random, ['GET', 'POST'])} /${one(random, ['', 'a', 'b/c', 'ü'])} ${one(random, ['200', '404', '500', '-'])} took=${one(random, ['1', '25', '0.3', '25ms'])}`;

const ODD = [
  '',
  ' ',
  '{}',
  '[]',
  '"text"',
  'null',
  '{"status":',
  'status',
  '\0',
  'a\nb',
  '\u001b[31mred\u001b[0m status=1',
  '\ufffd',
];

function line(random: Random): string {
  const kind = random();
  if (kind < 0.5) return jsonLine(random);
  if (kind < 0.7) return logfmtLine(random);
  return kind < 0.9 ? accessLine(random) : one(random, ODD);
}

const STREAMS: readonly Readonly<Record<string, string>>[] = [
  { app: 'web', env: 'prod', pod: 'a' },
  { app: 'web', env: 'prod', pod: 'b', level: 'info' },
  { app: 'web', env: 'dev', pod: 'c', status: '7' },
  { app: 'db', env: 'prod', took: '30' },
  { app: 'json', env: 'prod' },
  { app: 'logfmt', env: 'prod' },
  { app: 'access', env: 'prod' },
];

const OWN_LINES: Readonly<Record<string, (random: Random) => string>> = {
  json: (random) =>
    `{"status":${one(random, ['200', '500', '"x"'])},"method":"${one(random, ['GET', 'PUT'])}","took":${Math.floor(random() * 50)}}`,
  logfmt: (random) => `status=${one(random, ['200', '500'])} method=GET took=${Math.floor(random() * 50)}`,
  access: accessLine,
};

/** The entries of a body: of some times there are several, and some lie behind others. */
export function randomStreams(random: Random): LogRows[] {
  return some(random, STREAMS, 0.8).map((labels) => {
    const write = OWN_LINES[labels.app!] ?? line;
    const start = random() * SPAN_MS * 0.7;
    const entries = Array.from({ length: 40 }, (_, i) => ({
      ns: BigInt(START_MS) * 1_000_000n + BigInt(Math.floor(start + (random() < 0.1 ? 0 : i * 700))) * 1_000_000n,
      line: write(random),
      level: one(random, ['', 'info', 'warn', 'error']),
      metadata:
        random() < 0.2
          ? { user: one(random, ['ann', 'bob']), ...(random() < 0.3 && { status: 'meta', trace_id: 'abc' }) }
          : {},
    }));
    return { labels, entries };
  });
}

export interface RandomQuery {
  readonly query: string;
  /** ms; an instant query where they are equal. */
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const SELECTORS = [
  '{app="web"}',
  '{app="json"}',
  '{app="json"}',
  '{app="logfmt"}',
  '{app="access"}',
  '{env="prod"}',
  '{app=~".+"}',
  '{app="web", pod!="c"}',
  '{app="none"}',
];
const LINE_FILTERS = [
  '|= "status"',
  '|= "200" or "404"',
  '!= "again"',
  '|~ "(?i)get|post"',
  '!~ "a.b"',
  '|~ "took=\\\\d+"',
  '|> "<_> GET <_>"',
  '|= `"status":200`',
];
const PARSERS = [
  '| json',
  '| json',
  '| json status, m="method"',
  '| json inner="http.status"',
  '| logfmt',
  '| logfmt --strict',
  '| logfmt --keep-empty status, took',
  '| regexp `(?P<method>GET|POST) /(?P<path>\\S*) (?P<status>\\d+)`',
  '| pattern `<ip> <method> <path> <status> <_>`',
  '| pattern `<_> took=<took>`',
];
const LABEL_FILTERS = [
  '| status="200"',
  '| status!="200"',
  '| status=~"[45].."',
  '| status>=400',
  '| took>10',
  '| took>10ms',
  '| method="GET" or status="500"',
  '| env="prod"',
  '| detected_level="error"',
  '| user=""',
  '| __error__=""',
  '| __error__=""',
  '| pod="a" or pod="b"',
  '| ip=ip("10.0.0.0/8")',
  '| status<1KB',
  '| took>=1KiB',
];
const DROPS = [
  '| drop path',
  '| drop status',
  '| keep status, method',
  '| drop __error__',
  '| line_format "{{.status}}"',
];
const LABELS = [
  'status',
  'method',
  'env',
  'app',
  'pod',
  'level',
  'detected_level',
  'user',
  'trace_id',
  'took',
  'm',
  'inner',
  'status_extracted',
];
const UNWRAPPED = [
  'sum_over_time',
  'sum_over_time',
  'rate',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'first_over_time',
  'rate_counter',
  'absent_over_time',
];
const UNWRAPS = ['took', 'took', 'duration(took)', 'duration_seconds(took)', 'bytes(took)', 'status', 'user', 'pod'];
/** Those that may be grouped of their own. */
const GROUPABLE = /^(?:avg|min|max|stddev|stdvar|first)_/;

const OPERATIONS = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate', 'absent_over_time', 'count_over_time'];

function pipeline(random: Random): string {
  const parsed = random() < 0.7;
  return [
    ...some(random, LINE_FILTERS, 0.08),
    ...(random() < 0.15 ? [one(random, LABEL_FILTERS)] : []),
    ...(parsed ? [one(random, PARSERS)] : []),
    ...(random() < 0.5 ? [one(random, LABEL_FILTERS)] : []),
    // Most lines are not what a parser reads, and most queries say what becomes of those.
    ...(parsed && random() < 0.92 ? ['| __error__=""'] : []),
    ...(random() < 0.1 ? [one(random, DROPS)] : []),
  ].join(' ');
}

export function randomQuery(random: Random): RandomQuery {
  const isUnwrapped = random() < 0.4;
  const range = one(random, ['10s', '30s', '7s', '1m', '1500ms', '2m', '10001ms']);
  const offset = random() < 0.1 ? ' offset 5s' : '';
  const operation = one(random, isUnwrapped ? UNWRAPPED : OPERATIONS);
  const unwrap = isUnwrapped ? ` | unwrap ${one(random, UNWRAPS)}${random() < 0.9 ? ' | __error__=""' : ''}` : '';
  const own = GROUPABLE.test(operation) && random() < 0.9 ? ` by (${some(random, LABELS, 0.15).join(', ')})` : '';
  const counted = `${operation}(${one(random, SELECTORS)} ${pipeline(random)}${unwrap} [${range}]${offset})${own}`;
  const grouping = one(random, ['by', 'by', 'by', 'by', 'without']);
  const grouped = `${one(random, ['sum', 'sum', 'sum', 'sum', 'max', 'avg'])} ${grouping} (${some(random, LABELS, 0.15).join(', ')}) (${counted})`;
  const start = START_MS + Math.floor(random() * SPAN_MS * 0.5);
  const isInstant = random() < 0.2;
  return {
    query: random() < 0.85 ? grouped : counted,
    start: isInstant ? start + SPAN_MS / 2 : start,
    end: start + SPAN_MS / 2,
    step: one(random, [1000, 5000, 10_000, 15_000, 7000, 60_000]),
  };
}
