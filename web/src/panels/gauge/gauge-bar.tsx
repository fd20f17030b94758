import { alphaed } from '../../charts/canvas-colors';
import { shareOf, type ValueScale } from '../single-value/value-scale';
import { arcLine, pointAt, type Sweep } from './arc';
import styles from './gauge.module.css';
import type { GaugeLayout } from './layout';
import type { GaugeOptions } from './options';

interface GaugeBarProps {
  readonly scale: ValueScale;
  readonly sweep: Sweep;
  readonly layout: GaugeLayout;
  readonly options: GaugeOptions;
  /** NaN: none. */
  readonly value: number;
  readonly color: string;
}

/** Pieces that a bar with changing colours is drawn of, degrees each. */
const PIECE = 4;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly color: string;
}

/** The bar of a gauge on its track: whole or in segments. */
export function GaugeBar(props: GaugeBarProps) {
  const { sweep, layout, options, value, color } = props;
  const { center, radius, barWidth } = layout;
  const isSegmented = options.segmentCount > 1;
  const cap = options.barShape === 'rounded' && !isSegmented ? 'round' : 'butt';
  const line = (from: number, to: number) => arcLine(center, radius, from, to);
  const pieces = isSegmented ? segments(props) : barPieces(props);
  const marked = Number.isFinite(value) && cap === 'round' ? options.endpointMarker : 'none';
  const end = pointAt(center, radius, sweep.start + shareOf(value, props.scale.min, props.scale.max) * sweep.extent);
  return (
    <g strokeWidth={barWidth} fill="none" strokeLinecap={cap}>
      {isSegmented ? (
        spans(options, sweep).map(({ from, to }) => <path key={from} className={styles.track} d={line(from, to)} />)
      ) : (
        <path className={styles.track} d={line(sweep.start, sweep.start + sweep.extent)} />
      )}
      <g
        style={
          options.effects?.barGlow ? { filter: `drop-shadow(0 0 ${barWidth / 3}px ${alphaed(color, 0.7)})` } : undefined
        }
      >
        {pieces.map(({ from, to, color: stroke }) => (
          <path key={from} d={line(from, to)} stroke={stroke} />
        ))}
      </g>
      {marked === 'point' && (
        <circle className={styles.end} cx={end.x} cy={end.y} r={barWidth * 0.22} strokeWidth={0} />
      )}
      {marked === 'glow' && (
        <circle
          cx={end.x}
          cy={end.y}
          r={barWidth * 0.5}
          strokeWidth={0}
          fill={color}
          style={{ filter: `drop-shadow(0 0 ${barWidth / 2}px ${color})` }}
        />
      )}
    </g>
  );
}

/** From the neutral value (or the least) to the value. */
function filled({ scale, value, options }: GaugeBarProps): readonly [number, number] {
  if (!Number.isFinite(value)) return [0, 0];
  const share = shareOf(value, scale.min, scale.max);
  const neutral = options.neutral == null ? 0 : shareOf(options.neutral, scale.min, scale.max);
  return neutral <= share ? [neutral, share] : [share, neutral];
}

function barPieces(props: GaugeBarProps): Piece[] {
  const { scale, sweep, options, color } = props;
  const [from, to] = filled(props);
  if (to <= from) return [];
  const angle = (share: number) => sweep.start + share * sweep.extent;
  if (options.effects?.gradient !== true) return [{ from: angle(from), to: angle(to), color }];
  const count = Math.max(1, Math.ceil(((to - from) * sweep.extent) / PIECE));
  const at = (i: number) => from + ((to - from) * i) / count;
  return Array.from({ length: count }, (_, i) => ({
    from: angle(at(i)),
    // A little over the next, so that no seam shows.
    to: angle(Math.min(to, at(i + 1) + (i + 1 < count ? 0.002 : 0))),
    color: scale.isContinuous
      ? scale.colorAt(scale.min + at(i + 1) * (scale.max - scale.min))
      : shaded(color, (i + 1) / count),
  }));
}

/** Towards the end of the bar its whole colour. */
const shaded = (color: string, share: number): string => alphaed(color, 0.6 + 0.4 * share);

function spans({ segmentCount, segmentSpacing }: GaugeOptions, { start, extent }: Sweep) {
  const count = Math.min(100, Math.round(segmentCount));
  const size = extent / count;
  const gap = size * Math.min(0.9, Math.max(0, segmentSpacing)) * 0.5;
  return Array.from({ length: count }, (_, i) => ({
    from: start + i * size + gap / 2,
    to: start + (i + 1) * size - gap / 2,
  }));
}

function segments(props: GaugeBarProps): Piece[] {
  const { scale, sweep, options, color } = props;
  const [from, to] = filled(props);
  const shareAt = (degrees: number) => (degrees - sweep.start) / sweep.extent;
  return spans(options, sweep)
    .filter((span) => {
      const middle = shareAt((span.from + span.to) / 2);
      return middle >= from && middle <= to;
    })
    .map((span) => ({
      ...span,
      color: options.effects?.gradient
        ? scale.colorAt(scale.min + shareAt((span.from + span.to) / 2) * (scale.max - scale.min))
        : color,
    }));
}
