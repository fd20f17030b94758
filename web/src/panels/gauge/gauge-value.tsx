import { useId } from 'react';
import { alphaed } from '../../charts/canvas-colors';
import { useTheme } from '../../theme/theme';
import { type FieldValue, isDrawable } from '../single-value/field-values';
import { Sparkline } from '../single-value/sparkline';
import type { ValueShows } from '../single-value/text-mode';
import { ValueLinks } from '../single-value/value-links';
import { scaleOf, shareOf, type ValueScale } from '../single-value/value-scale';
import { arcLine, pointAt, SWEEPS, type Sweep } from './arc';
import styles from './gauge.module.css';
import { GaugeBar } from './gauge-bar';
import type { GaugeLayout } from './layout';
import type { GaugeOptions } from './options';

interface GaugeValueProps {
  readonly value: FieldValue;
  readonly shows: ValueShows;
  readonly layout: GaugeLayout;
  readonly options: GaugeOptions;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

/** One value as an arc or a circle between its limits. */
export function GaugeValue({ value, shows, layout, options, width, height }: GaugeValueProps) {
  const theme = useTheme();
  const glow = useId();
  const { display, title, text, sparkline } = value;
  const scale = scaleOf(value, theme);
  const sweep = SWEEPS[options.shape] ?? SWEEPS.gauge;
  const color = display.color ?? theme.colors.text.primary;
  const { center, inner } = layout;
  const hasSparkline = sparkline !== undefined && sparkline.y.values.length > 1 && inner > 30;
  return (
    <ValueLinks value={value} className={styles.gauge}>
      <svg width={width} height={height} aria-hidden>
        {options.effects?.centerGlow && (
          <>
            <radialGradient id={glow}>
              <stop offset="0" stopColor={alphaed(color, 0.35)} />
              <stop offset="1" stopColor={alphaed(color, 0)} />
            </radialGradient>
            <circle cx={center.x} cy={center.y} r={inner} fill={`url(#${glow})`} />
          </>
        )}
        <GaugeBar
          scale={scale}
          sweep={sweep}
          layout={layout}
          options={options}
          value={isDrawable(value) && !value.isNone ? display.numeric : Number.NaN}
          color={color}
        />
        {layout.bandRadius > 0 && <Band scale={scale} sweep={sweep} layout={layout} />}
        {options.showThresholdLabels && <Labels scale={scale} sweep={sweep} layout={layout} />}
      </svg>
      {shows.value && (
        <div className={styles.value} style={{ top: layout.valueY, fontSize: layout.valueSize, color }}>
          {text}
        </div>
      )}
      {shows.name && title !== '' && (
        <div className={styles.name} style={{ top: layout.nameY, fontSize: layout.nameSize }} title={title}>
          {title}
        </div>
      )}
      {hasSparkline && (
        <div className={styles.sparkline} style={{ top: center.y + inner * 0.42, left: center.x - inner * 0.5 }}>
          <Sparkline sparkline={sparkline} width={inner} height={Math.round(inner * 0.28)} color={color} />
        </div>
      )}
    </ValueLinks>
  );
}

interface ScaleProps {
  readonly scale: ValueScale;
  readonly sweep: Sweep;
  readonly layout: GaugeLayout;
}

/** The thresholds as a thin band around the bar. */
function Band({ scale, sweep, layout }: ScaleProps) {
  const angle = (value: number) => sweep.start + shareOf(value, scale.min, scale.max) * sweep.extent;
  return (
    <g fill="none" strokeWidth={layout.bandWidth}>
      {scale.steps.map(({ from, to, color }) => (
        <path key={from} d={arcLine(layout.center, layout.bandRadius, angle(from), angle(to))} stroke={color} />
      ))}
    </g>
  );
}

function Labels({ scale, sweep, layout }: ScaleProps) {
  const values = [...new Set([scale.min, ...scale.steps.map(({ from }) => from), scale.max])];
  return values.map((value) => {
    const degrees = sweep.start + shareOf(value, scale.min, scale.max) * sweep.extent;
    const { x, y } = pointAt(layout.center, layout.labelRadius, degrees);
    const anchor = Math.abs(x - layout.center.x) < 8 ? 'middle' : x < layout.center.x ? 'end' : 'start';
    return (
      <text key={value} className={styles.label} x={x} y={y} textAnchor={anchor}>
        {scale.textAt(value)}
      </text>
    );
  });
}
