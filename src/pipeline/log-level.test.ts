import { expect, test } from 'vitest';
import { LevelDetector, levelOfSeverity, normalLevel } from './log-level.js';

const detector = new LevelDetector();

function levelOf(line: string, by = detector): string {
  const bytes = Buffer.from(`x${line}error`);
  return by.ofLine(bytes, 1, bytes.length - 'error'.length);
}

test.each([
  // Fields of JSON, down to two levels.
  ['{"level":"warning"}', 'warn'],
  ['{"ts":1,"msg":"error","severity" : "INFO"}', 'info'],
  ['{"log":{"level":"error"}}', 'error'],
  ['{"a":{"level":"warn"},"level":"info"}', 'warn'],
  ['{"a":{"b":{"level":"warn"}},"level":"info"}', 'info'],
  ['{"a":[{"level":"warn"}],"level":"debug"}', 'debug'],
  ['{"msg":"quoted \\" \\\\","level":"dbg"}', 'debug'],
  ['{"level":{"a":1},"lvl":"warn"}', 'warn'],
  ['{"severity":"crit"}', 'unknown'],
  ['{"level":30,"msg":"x"}', 'unknown'],
  ['{"msg":"error inside info"}', 'error'],
  ['{"__error__":"mine"}', 'unknown'],
  ['{"level":"info', 'info'],
  ['{"level":', 'unknown'],
  ['{"level', 'unknown'],
  ['{', 'unknown'],
  // Fields of logfmt.
  ['level=info msg=ok', 'info'],
  ['ts=1 caller=a.go:1 level=ERROR msg="info"', 'error'],
  ['lvl=dbg x', 'debug'],
  ['msg="level=error" level=info', 'info'],
  ['level="warn"', 'warn'],
  ['level=', 'unknown'],
  ['level="" err=1', 'error'],
  ['levels=error', 'error'],
  ['severity=NOTICE', 'unknown'],
  // Words.
  ['FATAL: gone', 'fatal'],
  ['Error: something', 'error'],
  ['this is a warning', 'warn'],
  ['[INFO] hi', 'info'],
  ['TRACE deep', 'trace'],
  ['info before error', 'info'],
  ['E1120 10:00:00.000000 1 a.go:1] klog error', 'error'],
  ['warnings and errors, information', 'unknown'],
  ['noerrorhere', 'unknown'],
  ['v=Inf', 'unknown'],
  ['panic: oops', 'unknown'],
  ['\u001b[31mERROR\u001b[0m', 'unknown'],
  ['\u001b[31mlevel=warn\u001b[0m', 'unknown'],
  ['{error} (warn)', 'error'],
  ['<error> no-error a.error error? error; warn', 'warn'],
  ['error! <3>warn', 'error'],
  ['éerror', 'unknown'],
  ['', 'unknown'],
  ['   ', 'unknown'],
])('the level of %s is %s', (line, level) => {
  expect(levelOf(line)).toBe(level);
});

test('names of fields and the depth of objects can be set', () => {
  const own = new LevelDetector(['priority'], 0);
  expect(levelOf('{"a":{"b":{"c":{"priority":"warn"}}}}', own)).toBe('warn');
  expect(levelOf('level=info x', own)).toBe('info');
  expect(own.isField('level')).toBe(false);
  expect(own.isField('priority')).toBe(true);
});

test('severity numbers and level texts', () => {
  expect([0, 1, 4, 5, 9, 13, 17, 21, 24, 25].map(levelOfSeverity)).toEqual([
    'unknown',
    'trace',
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'fatal',
    'unknown',
  ]);
  expect(['WARNING', 'wrn', 'Error', 'custom', ''].map(normalLevel)).toEqual(['warn', 'warn', 'error', 'custom', '']);
});
