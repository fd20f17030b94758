import { useTheme } from '../../theme/theme';
import { type FieldValue, isDrawable } from '../single-value/field-values';
import { ValueLinks } from '../single-value/value-links';
import { scaleOf, shareOf } from '../single-value/value-scale';
import styles from './bar-gauge.module.css';
import { type Bar, basicFill, gradientFill, lamps } from './bar-paint';
import type { BarLayout } from './layout';
import type { BarGaugeOptions } from './options';

interface BarValueProps {
  readonly value: FieldValue;
  readonly layout: BarLayout;
  readonly options: BarGaugeOptions;
}

/** One value as a bar, with its name and its text. */
export function BarValue({ value, layout, options }: BarValueProps) {
  const theme = useTheme();
  const { display, title, text } = value;
  const { isVertical, namePlace, barLength, barThickness, valueRoom, nameRoom } = layout;
  const scale = scaleOf(value, theme);
  const color = display.color ?? theme.colors.text.primary;
  const share = isDrawable(value) && !value.isNone ? shareOf(display.numeric, scale.min, scale.max) : 0;
  const bar: Bar = { scale, share, color, isVertical, length: barLength };
  return (
    <ValueLinks
      value={value}
      className={styles.item}
      style={{ flexDirection: isVertical || namePlace === 'top' ? 'column' : 'row' }}
    >
      {(namePlace === 'left' || namePlace === 'top') && (
        <div
          className={styles.name}
          style={{
            fontSize: layout.nameSize,
            ...(namePlace === 'left' ? { width: nameRoom, paddingRight: 8 } : { width: '100%', height: nameRoom }),
          }}
          title={title}
        >
          {title}
        </div>
      )}
      <div className={styles.row} style={{ flexDirection: isVertical ? 'column-reverse' : 'row' }}>
        <div
          className={styles.track}
          data-unfilled={(options.showUnfilled && options.displayMode !== 'lcd') || undefined}
          data-vertical={isVertical || undefined}
          style={isVertical ? { height: barLength, width: '100%' } : { width: barLength, height: barThickness }}
        >
          {options.displayMode === 'lcd' ? <Lamps bar={bar} /> : <Fill bar={bar} mode={options.displayMode} />}
        </div>
        {options.valueMode !== 'hidden' && (
          <div
            className={styles.value}
            style={{
              fontSize: layout.valueSize,
              color: options.valueMode === 'color' ? color : undefined,
              ...(isVertical ? { height: valueRoom, width: '100%', justifyContent: 'center' } : { width: valueRoom }),
            }}
          >
            {text}
          </div>
        )}
      </div>
      {namePlace === 'bottom' && (
        <div
          className={styles.name}
          style={{ fontSize: layout.nameSize, height: nameRoom, width: '100%', textAlign: 'center' }}
          title={title}
        >
          {title}
        </div>
      )}
    </ValueLinks>
  );
}

function Fill({ bar, mode }: { bar: Bar; mode: BarGaugeOptions['displayMode'] }) {
  if (bar.share <= 0) return null;
  return <div className={styles.fill} style={mode === 'basic' ? basicFill(bar) : gradientFill(bar)} />;
}

const Lamps = ({ bar }: { bar: Bar }) =>
  lamps(bar).map(({ color, isLit }, i) => (
    <span key={i} className={styles.lamp} data-lit={isLit || undefined} style={{ background: color }} />
  ));
