import { ChartBar, Copy, Eye, EyeOff, ListTree, ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../controls/button';
import { tell } from '../controls/toast';
import { FieldTop } from './field-top';
import { type LineFormat, readLineFields } from './line-fields';
import styles from './log-list.module.css';
import type { LabelKind, LogRow } from './log-row';

/** A field of a row by which lines can be filtered. */
export interface RowField {
  readonly name: string;
  readonly value: string;
  /** Where it comes from: a label of some kind, or the line itself, which a query must parse first. */
  readonly from: LabelKind | LineFormat;
}

export interface RowLink {
  readonly title: string;
  readonly href: string;
}

export interface RowActions {
  readonly onFilter?: ((field: RowField, isOut: boolean) => void) | undefined;
  /** Shows what stands before and after the row in its stream. */
  readonly onContext?: ((row: LogRow) => void) | undefined;
  readonly linksOf?: ((row: LogRow) => readonly RowLink[]) | undefined;
  /** Puts a field in place of the line, or takes it back. */
  readonly onShowField?: ((name: string) => void) | undefined;
}

interface RowDetailsProps extends RowActions {
  readonly row: LogRow;
  /** All that are loaded, for statistics. */
  readonly rows: readonly LogRow[];
  /** Fields that stand in place of lines. */
  readonly shownFields: readonly string[];
}

const GROUPS: readonly (readonly [title: string, isOf: (field: RowField) => boolean])[] = [
  ['Labels', ({ from }) => from === 'I'],
  ['Structured metadata', ({ from }) => from === 'S'],
  ['Parsed fields', ({ from }) => from === 'P'],
  ['Fields of the line', ({ from }) => from === 'json' || from === 'logfmt'],
];

export function RowDetails(props: RowDetailsProps) {
  const { row, onContext, linksOf } = props;
  const fields = useMemo(() => fieldsOf(row), [row]);
  return (
    <div className={styles.details}>
      <div className={styles.detailsBar}>
        {linksOf?.(row).map(({ title, href }) => (
          <a key={title} href={href} className={styles.link}>
            {title}
          </a>
        ))}
        {onContext && (
          <Button size="small" icon={ListTree} onClick={() => onContext(row)}>
            Context
          </Button>
        )}
        <Button size="small" icon={Copy} onClick={() => void copy(row.line)}>
          Copy line
        </Button>
      </div>
      {GROUPS.map(([title, isOf]) => {
        const own = fields.filter(isOf);
        return own.length === 0 ? null : (
          <section key={title} aria-label={title}>
            <h3 className={styles.groupTitle}>{title}</h3>
            {own.map((field) => (
              <FieldRow key={field.name} field={field} {...props} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function FieldRow({ field, rows, shownFields, onFilter, onShowField }: RowDetailsProps & { field: RowField }) {
  const [hasStatistics, setStatistics] = useState(false);
  const { name, value } = field;
  const isShown = shownFields.includes(name);
  return (
    <>
      <div className={styles.fieldRow}>
        <span className={styles.fieldTools}>
          {onFilter && (
            <>
              <IconButton
                size="small"
                icon={ZoomIn}
                label={`Only lines with this ${name}`}
                onClick={() => onFilter(field, false)}
              />
              <IconButton
                size="small"
                icon={ZoomOut}
                label={`Without lines with this ${name}`}
                onClick={() => onFilter(field, true)}
              />
            </>
          )}
          <IconButton
            size="small"
            icon={ChartBar}
            label={`Values of ${name}`}
            pressed={hasStatistics}
            onClick={() => setStatistics(!hasStatistics)}
          />
          {onShowField && (
            <IconButton
              size="small"
              icon={isShown ? EyeOff : Eye}
              label={isShown ? `Take ${name} back` : `Show ${name} in place of the line`}
              pressed={isShown}
              onClick={() => onShowField(name)}
            />
          )}
        </span>
        <span className={styles.fieldLabel}>{name}</span>
        <span className={styles.fieldValue}>{value.length > 2000 ? `${value.slice(0, 2000)} …` : value}</span>
      </div>
      {hasStatistics && <FieldTop rows={rows} name={name} />}
    </>
  );
}

function fieldsOf(row: LogRow): RowField[] {
  const labels = Object.entries(row.labels).map(([name, value]) => ({ name, value, from: row.kinds[name] ?? 'I' }));
  const line = readLineFields(row.line);
  const own = Object.entries(line?.fields ?? {})
    .filter(([name]) => row.labels[name] === undefined)
    .map(([name, value]) => ({ name, value, from: line!.format }));
  return [...labels, ...own].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell('Line copied', 'success');
  } catch {
    tell('The browser does not allow to copy', 'error');
  }
}
