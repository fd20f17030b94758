import { excerpt } from './json.js';

/** What comparing an answer with the recorded one came to. */
export interface Verdict {
  /** What disagrees; empty where the answer passes. */
  readonly wrong: string;
  /** Other wordings, which pass. */
  readonly soft: readonly string[];
}

export const right = (...soft: readonly string[]): Verdict => ({ wrong: '', soft });
export const wrong = (difference: string): Verdict => ({ wrong: difference, soft: [] });

/** One case that was run. */
export interface Outcome extends Verdict {
  readonly id: string;
  readonly group: string;
  /** The recorded status. */
  readonly status: number;
  /** The request, for a person. */
  readonly asked: string;
}

const SHOWN_WITHOUT_VERBOSE = 10;

/** An error that shows its message alone: where it was thrown says nothing. */
export function failureOf(failed: readonly Outcome[], total: number, what: string, verbose: boolean): Error {
  const shown = verbose ? failed : failed.slice(0, SHOWN_WITHOUT_VERBOSE);
  const rest = failed.length - shown.length;
  const list = [...shown.map(describeOutcome), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
  const error = new Error(`${failed.length} of ${total} cases ${what}\n${list}`);
  error.stack = error.message;
  return error;
}

/** What was asked and what is wrong with the answer, for a person. */
const describeOutcome = ({ id, asked, wrong, soft }: Outcome): string =>
  [`${id}  ${excerpt(asked, 400)}`, ...(wrong ? [wrong] : soft)].join('\n      ');

/** Totals by group, and other wordings where they were asked for. */
export function report(outcomes: readonly Outcome[], known: ReadonlyMap<string, string>, showSoft: boolean): string {
  const groups = [...new Set(outcomes.map(({ group }) => group))];
  const rows = groups.map((group) => {
    const own = outcomes.filter((outcome) => outcome.group === group);
    const failed = own.filter((outcome) => outcome.wrong !== '');
    const expected = failed.filter(({ id }) => known.has(id)).length;
    const soft = own.filter((outcome) => outcome.soft.length > 0).length;
    return [group, own.length - failed.length, failed.length - expected, expected, soft] as const;
  });
  const sum = (column: 1 | 2 | 3 | 4) => rows.reduce((total, row) => total + row[column], 0);
  const table = [['group', 'passed', 'failed', 'known', 'soft'], ...rows, ['all', sum(1), sum(2), sum(3), sum(4)]];
  const softly = showSoft ? outcomes.filter(({ wrong, soft }) => wrong === '' && soft.length > 0) : [];
  const lines = [
    ...softly.map((outcome) => `soft ${describeOutcome(outcome)}`),
    ...table.map(([group, ...counts]) => String(group).padEnd(20) + counts.map((n) => String(n).padStart(8)).join('')),
  ];
  return `\n${lines.join('\n')}\n`;
}
