import { withoutAnsi } from './ansi';
import type { LogRow } from './log-row';

interface Format {
  readonly title: string;
  readonly mime: string;
  readonly write: (rows: readonly LogRow[]) => string;
}

const isoOf = ({ timeMs }: LogRow): string => new Date(timeMs).toISOString();

/** RFC 4180; a leading `=`, `+`, `-`, `@` would be a formula to spreadsheets, so that it gets an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function writeCsv(rows: readonly LogRow[]): string {
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const head = ['time', 'ns', 'line', ...names];
  const lines = rows.map((row) => [isoOf(row), row.ns, row.line, ...names.map((name) => row.labels[name] ?? '')]);
  return [head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** What rows can be taken away as, by the ending of the file. */
export const LOG_FORMATS: Readonly<Record<'txt' | 'json' | 'csv', Format>> = {
  txt: {
    title: 'Text',
    mime: 'text/plain',
    write: (rows) => rows.map((row) => `${isoOf(row)}\t${withoutAnsi(row.line)}\n`).join(''),
  },
  json: {
    title: 'JSON',
    mime: 'application/json',
    write: (rows) =>
      JSON.stringify(
        rows.map(({ ns, line, labels, ...row }) => ({ time: isoOf({ ns, line, labels, ...row }), ns, line, labels })),
        null,
        1,
      ),
  },
  csv: { title: 'CSV', mime: 'text/csv', write: writeCsv },
};

export function download(name: string, mime: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${mime};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Freed when the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
