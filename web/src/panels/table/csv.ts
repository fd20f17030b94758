import { cellText } from './cell-value';
import type { Column } from './columns';

/** What a table shows as comma-separated values (RFC 4180), as it is written there. */
export function csvOf(columns: readonly Column[], rows: readonly number[]): string {
  const lines = [columns.map(({ name }) => quoted(name)).join(',')];
  for (const row of rows) lines.push(columns.map(({ field }) => quoted(cellText(field, field.values[row]))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Gives a text to the browser as a file to keep. */
export function download(name: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
