import type { FieldSparkline } from '@grafana/data';
import { useMemo } from 'react';
import styles from './single-value.module.css';
import { sparklinePaths } from './sparkline-path';

interface SparklineProps {
  readonly sparkline: FieldSparkline;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly color: string;
  readonly mode?: 'area' | 'line';
  readonly lineWidth?: number;
  /** 0 to 1. */
  readonly fillOpacity?: number;
}

/** The course of a value, without axes. The value itself stands beside it, so that nothing is read out here. */
export function Sparkline(props: SparklineProps) {
  const { sparkline, width, height, color, mode = 'area', lineWidth = 1, fillOpacity = 0.2 } = props;
  const { y, x, highlightIndex, highlightLine } = sparkline;
  const paths = useMemo(() => sparklinePaths(y, x, { width, height }), [y, x, width, height]);
  const marked = highlightIndex === undefined ? undefined : paths.at(highlightIndex);
  return (
    <svg className={styles.sparkline} width={width} height={height} aria-hidden>
      {mode === 'area' && <path d={paths.area} fill={color} fillOpacity={fillOpacity} />}
      <path d={paths.line} fill="none" stroke={color} strokeWidth={lineWidth} strokeLinecap="round" />
      {marked && <circle cx={marked.x} cy={marked.y} r={2} fill={color} />}
      {highlightLine !== undefined && Number.isFinite(highlightLine) && (
        <line
          x2={width}
          y1={paths.yOf(highlightLine)}
          y2={paths.yOf(highlightLine)}
          stroke={color}
          strokeDasharray="3 3"
        />
      )}
    </svg>
  );
}
