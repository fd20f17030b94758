import type { RuleTestOutcome } from '../../app/checking/test-rules.js';
import { toWellFormed } from '../../lib/go-bytes.js';

/** What came of one file; `error` where it could not be read. */
export interface FileReport {
  readonly path: string;
  readonly outcomes: readonly RuleTestOutcome[];
  readonly error: string | undefined;
}

/** Results as JUnit's XML, as programs that run builds read it: a suite for each file. */
export function junitReport(reports: readonly FileReport[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${reports.map(suite).join('')}</testsuites>\n`;
}

function suite({ path, outcomes, error }: FileReport): string {
  const failed = outcomes.filter(({ failures }) => failures.length > 0).length;
  const errors = error === undefined ? 0 : 1;
  const cases = outcomes.map((outcome) => testCase(path, outcome)).join('');
  const unread =
    error === undefined
      ? ''
      : `    <testcase name="reading" classname=${quoted(path)}><error message=${quoted(error)}/></testcase>\n`;
  return `  <testsuite name=${quoted(path)} tests="${outcomes.length + errors}" failures="${failed}" errors="${errors}">\n${cases}${unread}  </testsuite>\n`;
}

function testCase(path: string, { test, failures, seconds }: RuleTestOutcome): string {
  const head = `    <testcase name=${quoted(test.name)} classname=${quoted(path)} time="${seconds.toFixed(3)}"`;
  if (failures.length === 0) return `${head}/>\n`;
  const failed = failures.map(
    ({ place, what, differences }) =>
      `      <failure message=${quoted(what)}>${escaped([place, what, ...differences].join('\n'))}</failure>\n`,
  );
  return `${head}>\n${failed.join('')}    </testcase>\n`;
}

const quoted = (text: string): string => `"${escaped(text).replaceAll('\n', '&#10;')}"`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML does not have are replaced. */
const escaped = (text: string): string =>
  toWellFormed(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML does not have
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
