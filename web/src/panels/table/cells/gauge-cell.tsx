import { useTheme } from '../../../theme/theme';
import { type Bar, basicFill, gradientFill, lamps } from '../../bargauge/bar-paint';
import { textWidth, widestOf } from '../../single-value/text-size';
import { fieldScale, shareOf } from '../../single-value/value-scale';
import styles from '../table.module.css';
import type { CellProps } from './cell';

const TEXT_SIZE = 13;

/** A value as a bar between the limits of its column, with its text at the right. */
export function GaugeCell({ column, display, text, value, width, height }: CellProps) {
  const theme = useTheme();
  const { field, cell } = column;
  if (typeof value !== 'number' || !Number.isFinite(value)) return text;
  const scale = fieldScale(field, { ...field.config, ...limitsOf(field) }, display.color, theme);
  const isHidden = cell.valueDisplayMode === 'hidden';
  // Bars of a column have one length: that which its widest text leaves.
  const widest = widestOf([text, scale.textAt(scale.min), scale.textAt(scale.max)]);
  const room = isHidden ? 0 : Math.min(width * 0.5, Math.ceil(textWidth(widest) * TEXT_SIZE) + 8);
  const length = Math.max(8, width - room);
  const color = display.color ?? theme.colors.text.primary;
  const bar: Bar = { scale, share: shareOf(value, scale.min, scale.max), color, isVertical: false, length };
  return (
    <span className={styles.gauge}>
      <span
        className={styles.gaugeTrack}
        style={{ width: length, height: Math.max(8, height - 12) }}
        data-unfilled={cell.mode !== 'lcd' || undefined}
      >
        {cell.mode === 'lcd'
          ? lamps(bar).map((lamp, i) => (
              <span
                key={i}
                className={styles.lamp}
                data-lit={lamp.isLit || undefined}
                style={{ background: lamp.color }}
              />
            ))
          : bar.share > 0 && (
              <span className={styles.gaugeFill} style={cell.mode === 'basic' ? basicFill(bar) : gradientFill(bar)} />
            )}
      </span>
      {!isHidden && (
        <span className={styles.gaugeText} style={{ color: cell.valueDisplayMode === 'text' ? undefined : color }}>
          {text}
        </span>
      )}
    </span>
  );
}

/** What is not told is that of all values. */
function limitsOf({ config, state }: CellProps['column']['field']) {
  return { min: config.min ?? state?.range?.min ?? undefined, max: config.max ?? state?.range?.max ?? undefined };
}
