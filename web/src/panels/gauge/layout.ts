import { fittingSize } from '../single-value/text-size';
import type { Point } from './arc';
import type { GaugeOptions } from './options';

export interface GaugeLayout {
  readonly center: Point;
  /** Middle of the bar, CSS px. */
  readonly radius: number;
  readonly barWidth: number;
  /** Middle of the band of thresholds; 0 where there is none. */
  readonly bandRadius: number;
  readonly bandWidth: number;
  readonly labelRadius: number;
  readonly valueSize: number;
  readonly nameSize: number;
  /** The middle of the name, from the top. */
  readonly nameY: number;
  readonly valueY: number;
  readonly inner: number;
}

interface GaugeRoom {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly options: GaugeOptions;
  /** The widest of all gauges; `''`: none is shown. */
  readonly value: string;
  readonly name: string;
  readonly hasSparkline: boolean;
}

/** How far down the ends of the arc are, radii. */
const ARC_BOTTOM = 0.58;
const MARGIN = 4;
/** Beside and above the arc, where thresholds are labelled, px. */
const LABEL_ROOM = 30;
/** Between bar and band, px. */
const BAND_GAP = 2;

/** Where everything of a gauge stands in its cell. */
export function gaugeLayout({ width, height, options, value, name, hasSparkline }: GaugeRoom): GaugeLayout {
  const isCircle = options.shape === 'circle';
  const labelRoom = options.showThresholdLabels ? Math.min(LABEL_ROOM, width * 0.2) : 0;
  const nameRoom = name !== '' && !isCircle ? Math.min(24, height * 0.16) : 0;
  const usable = { width: width - 2 * (MARGIN + labelRoom), height: height - 2 * MARGIN - labelRoom / 2 - nameRoom };
  const outer = Math.max(
    12,
    Math.min(usable.width / 2, isCircle ? usable.height / 2 : usable.height / (1 + ARC_BOTTOM)),
  );
  const bandWidth = options.showThresholdMarkers ? Math.max(2, outer * 0.05) : 0;
  const bandRoom = bandWidth > 0 ? bandWidth + BAND_GAP : 0;
  const barWidth = Math.max(3, (outer - bandRoom) * Math.min(1, Math.max(0.1, options.barWidthFactor)) * 0.42);
  const radius = outer - bandRoom - barWidth / 2;
  const inner = radius - barWidth / 2;
  const drawn = outer * (isCircle ? 2 : 1 + ARC_BOTTOM);
  const center = { x: width / 2, y: (height - drawn - nameRoom + labelRoom / 2) / 2 + outer };
  const texts = options.text ?? {};
  const hasNameInside = isCircle && name !== '';
  const valueSize =
    texts.valueSize ?? fittingSize(value, { width: inner * 1.6, height: inner * 0.75, most: 80, least: 9 });
  const nameSize =
    texts.titleSize ??
    fittingSize(name, { width: isCircle ? inner * 1.3 : width - 8, height: isCircle ? inner * 0.3 : 22, most: 18 });
  const lift = (hasNameInside ? nameSize * 0.6 : 0) + (hasSparkline ? inner * 0.12 : 0);
  const valueY = value === '' ? center.y : center.y - lift;
  return {
    center,
    radius,
    barWidth,
    bandRadius: bandWidth > 0 ? outer - bandWidth / 2 : 0,
    bandWidth,
    labelRadius: outer + 4,
    valueSize,
    nameSize,
    valueY,
    nameY: isCircle
      ? value === ''
        ? center.y
        : valueY + valueSize * 0.6 + nameSize * 0.7
      : Math.min(height - nameSize * 0.6, center.y + outer * ARC_BOTTOM + nameRoom * 0.55),
    inner,
  };
}
