import { type DataFrame, formattedValueToString, getFieldDisplayName, getFrameDisplayName } from '@grafana/data';
import { useState } from 'react';
import { Button } from '../../controls/button';
import { Switch } from '../../controls/field';
import { Notice } from '../../controls/notice';
import { Select } from '../../controls/select';
import { csvOf } from './csv';
import { download } from './download';
import styles from './inspect.module.css';
import type { InspectTabProps } from './inspect-drawer';

/** Rows that are drawn; the download has all. */
const MOST_ROWS = 500;

/** The frames of a panel as tables. */
export function DataTab({ panel, drawn }: InspectTabProps) {
  const [at, setAt] = useState(0);
  const [isRaw, setIsRaw] = useState(false);
  const frames = isRaw ? drawn.answer.frames : drawn.data.series;
  const frame = frames[at] ?? frames[0];
  if (frame === undefined) return <Notice title="There is no data" />;
  const names = frames.map((one, i) => ({ value: i, label: `${getFrameDisplayName(one, i)} (${one.length})` }));
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        <Select label="Frame" value={frames.indexOf(frame)} options={names} onChange={setAt} />
        <Switch label="Before transformations and formats" checked={isRaw} onChange={setIsRaw} />
        <Button onClick={() => download(csvOf([frame]), `${panel.title || panel.type}.csv`, 'text/csv')}>
          Download CSV
        </Button>
      </div>
      <FrameTable frame={frame} frames={frames} />
    </div>
  );
}

function FrameTable({ frame, frames }: { frame: DataFrame; frames: readonly DataFrame[] }) {
  const rows = Array.from({ length: Math.min(frame.length, MOST_ROWS) }, (_, row) => row);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label="Data" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {frame.fields.map((field, i) => (
              <th key={i} scope="col">
                {getFieldDisplayName(field, frame, [...frames])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {frame.fields.map((field, i) => (
                <td key={i}>{cellText(field, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {frame.length > MOST_ROWS && (
        <p className={styles.note}>{`${MOST_ROWS} of ${frame.length} rows: the download has all of them`}</p>
      )}
    </section>
  );
}

function cellText(field: DataFrame['fields'][number], row: number): string {
  const value: unknown = field.values[row];
  if (field.display !== undefined) return formattedValueToString(field.display(value));
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
