import { useTheme } from '../../theme/theme';
import type { FieldValue } from '../single-value/field-values';
import { Sparkline } from '../single-value/sparkline';
import type { ValueShows } from '../single-value/text-mode';
import { ValueLinks } from '../single-value/value-links';
import type { StatLayout } from './layout';
import type { StatOptions } from './options';
import styles from './stat.module.css';
import { percentText, percentTone, statColors } from './stat-colors';

/** Share of the course that texts keep off. */
const UNDER_GRAPH = 0.6;

interface StatValueProps {
  readonly value: FieldValue;
  readonly shows: ValueShows;
  readonly layout: StatLayout;
  readonly options: StatOptions;
  /** CSS px. */
  readonly width: number;
}

/** One value: its name, its text, its change and its course below. */
export function StatValue({ value, shows, layout, options, width }: StatValueProps) {
  const theme = useTheme();
  const { display, sparkline, title, text } = value;
  const colors = statColors(display.color ?? theme.colors.text.primary, options.colorMode, theme);
  const isCentered = options.justifyMode === 'center' || !shows.name || title === '';
  const hasGraph = layout.graphHeight > 0 && sparkline !== undefined && sparkline.y.values.length > 1;
  return (
    <ValueLinks
      value={value}
      className={styles.stat}
      style={{ ...(colors.background && { background: colors.background }) }}
    >
      <div
        className={styles.texts}
        data-wide={layout.isWide || undefined}
        data-center={(isCentered && !layout.isWide) || undefined}
        style={hasGraph ? { paddingBottom: 4 + layout.graphHeight * UNDER_GRAPH } : undefined}
      >
        {shows.name && title !== '' && (
          <div className={styles.name} style={{ fontSize: layout.nameSize, color: colors.name }} title={title}>
            {title}
          </div>
        )}
        {shows.value && (
          <div className={styles.value} style={{ color: colors.value }}>
            <span style={{ fontSize: layout.valueSize }}>{text}</span>
            <PercentChange
              value={value}
              mode={options.percentChangeColorMode}
              size={layout.percentSize}
              hasBackground={colors.background !== undefined}
            />
          </div>
        )}
      </div>
      {hasGraph && (
        <div className={styles.graph}>
          <Sparkline
            sparkline={sparkline}
            width={width}
            height={layout.graphHeight}
            color={colors.graph}
            mode={options.graphMode === 'line' ? 'line' : 'area'}
          />
        </div>
      )}
    </ValueLinks>
  );
}

interface PercentChangeProps {
  readonly value: FieldValue;
  readonly mode: StatOptions['percentChangeColorMode'];
  /** CSS px. */
  readonly size: number;
  readonly hasBackground: boolean;
}

function PercentChange({ value, mode, size, hasBackground }: PercentChangeProps) {
  const change = value.display.percentChange;
  const text = percentText(change);
  if (text === '') return null;
  const arrow = change! > 0 ? '▲' : change! < 0 ? '▼' : '';
  return (
    <span
      className={styles.percent}
      data-tone={hasBackground ? undefined : percentTone(change!, mode)}
      style={{ fontSize: size }}
    >
      {arrow !== '' && <span aria-hidden>{arrow}</span>} {text}
    </span>
  );
}
