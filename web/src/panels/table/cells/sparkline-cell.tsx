import { useTheme } from '../../../theme/theme';
import { Sparkline } from '../../single-value/sparkline';
import { textWidth } from '../../single-value/text-size';
import { courseOf } from '../cell-value';
import styles from '../table.module.css';
import type { CellProps } from './cell';

const TEXT_SIZE = 13;

/** The course in a cell, with its value at the left. */
export function SparklineCell({ frame, column, row, display, text, width, height }: CellProps) {
  const theme = useTheme();
  const { cell, field } = column;
  const course = courseOf(frame.fields[column.index]!.values[row]);
  if (course === undefined) return text;
  const room = cell.hideValue ? 0 : Math.ceil(textWidth(text) * TEXT_SIZE) + 12;
  const { min, max } = field.config;
  const y = { ...course.y, config: { ...course.y.config, ...(min != null && { min }), ...(max != null && { max }) } };
  return (
    <span className={styles.gauge}>
      {!cell.hideValue && <span className={styles.sparkText}>{text}</span>}
      <Sparkline
        sparkline={{ ...course, y }}
        width={Math.max(16, width - room)}
        height={Math.max(12, height - 8)}
        color={display.color ?? theme.visualization.palette[0] ?? ''}
        mode={cell.fillOpacity === 0 ? 'line' : 'area'}
        lineWidth={cell.lineWidth ?? 1}
        fillOpacity={(cell.fillOpacity ?? 20) / 100}
      />
    </span>
  );
}
