import { dateTimeFormat, type Labels, type TimeZone } from '@grafana/data';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { ShownRow } from './dedup';
import { prettified, readLineFields } from './line-fields';
import { LineText } from './line-text';
import type { ListOptions } from './list-options';
import styles from './log-list.module.css';
import type { LogRow } from './log-row';

interface LogLineProps {
  readonly shown: ShownRow;
  readonly options: ListOptions;
  readonly marks: RegExp | undefined;
  readonly timeZone: TimeZone;
  /** Labels that all rows share and none has to repeat. */
  readonly common: Labels;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

/** One entry: its level as a bar, time, labels, line. */
export const LogLine = memo(function LogLine(props: LogLineProps) {
  const { shown, options, marks, timeZone, common, isOpen, onToggle } = props;
  const { row, duplicates } = shown;
  const time = dateTimeFormat(row.timeMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' });
  const [day, clock] = time.split(' ');
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const toggle = () => {
    // A press that ended a selection of text is no wish to open the row.
    if (window.getSelection()?.isCollapsed !== false) onToggle(row.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same by keyboard
    <div className={styles.line} data-level={row.level} onClick={options.hasDetails ? toggle : undefined}>
      {options.hasDetails && (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-label={`Details of the line of ${time}`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row.id);
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
      )}
      <span className="visually-hidden">{row.level}</span>
      {options.showTime && (
        <time className={styles.time} title={time}>
          <span className={styles.day}>{day} </span>
          {clock}
        </time>
      )}
      {duplicates > 0 && <span className={styles.count} title="Lines like it">{`×${duplicates + 1}`}</span>}
      {options.showLabels && <RowLabels row={row} common={common} />}
      <span className={styles.text}>
        {options.fields.length > 0 ? (
          <RowFields row={row} names={options.fields} />
        ) : (
          <LineText line={options.prettify ? prettified(row.line) : row.line} marks={marks} />
        )}
      </span>
    </div>
  );
});

/** Chips in one row; more are in the details. */
const MOST_CHIPS = 12;

function RowLabels({ row, common }: { row: LogRow; common: Labels }) {
  const own = Object.entries(row.labels).filter(([name]) => common[name] === undefined);
  return (
    <span className={styles.chips}>
      {own.slice(0, MOST_CHIPS).map(([name, value]) => (
        <span key={name} className={styles.chip} title={name}>
          {value.slice(0, 80)}
        </span>
      ))}
    </span>
  );
}

function RowFields({ row, names }: { row: LogRow; names: readonly string[] }) {
  const fields = readLineFields(row.line)?.fields;
  return names.map((name) => {
    const value = row.labels[name] ?? fields?.[name];
    return (
      value !== undefined && (
        <span key={name} className={styles.field}>
          <span className={styles.fieldName}>{name}=</span>
          {value}
        </span>
      )
    );
  });
}
