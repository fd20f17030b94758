import { readableOn } from '../../../charts/canvas-colors';
import { useTheme } from '../../../theme/theme';
import { cellText } from '../cell-value';
import styles from '../table.module.css';
import type { CellProps } from './cell';
import { parsed } from './json-cell';

/** A value as a pill, or several: a list, or texts between commas. */
export function PillCell({ value, column: { field } }: CellProps) {
  const theme = useTheme();
  const { palette } = theme.visualization;
  return (
    <span className={styles.several}>
      {pillsOf(value).map((pill, i) => {
        const text = cellText(field, pill);
        const mapped = field.config.mappings?.length ? field.display?.(pill).color : undefined;
        const color = mapped ?? palette[hashOf(text) % palette.length] ?? '';
        return (
          <span
            key={`${i} ${text}`}
            className={styles.pill}
            style={{ background: color, color: readableOn(color, theme) }}
          >
            {text}
          </span>
        );
      })}
    </span>
  );
}

function pillsOf(value: unknown): unknown[] {
  const read = parsed(value);
  if (Array.isArray(read)) return read.filter((one) => one !== null && one !== undefined);
  if (read === null || read === undefined || read === '') return [];
  return typeof read === 'string'
    ? read
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : [read];
}

/** The same text has the same colour everywhere. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash;
}
