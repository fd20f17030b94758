import styles from '../logs.module.css';

/** Seconds since 1970 and a count. */
export type Sample = readonly [seconds: number, count: number];

const WIDTH = 160;
const HEIGHT = 24;
/** Bars of one: samples are summed into them. */
const BARS = 40;

/** Counts over the time of the page, as bars. */
export function Sparkline({ samples, from, to }: { samples: readonly Sample[]; from: number; to: number }) {
  const bars = binned(samples, from, to, BARS);
  const most = Math.max(1, ...bars);
  const width = WIDTH / BARS;
  return (
    <svg className={styles.spark} width={WIDTH} height={HEIGHT} aria-hidden role="presentation">
      {bars.map((count, index) => {
        const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
        const key = index;
        return (
          <rect key={key} x={index * width} y={HEIGHT - height} width={width - 1} height={height} fill="currentColor" />
        );
      })}
    </svg>
  );
}

/** Sums of the samples in `count` equal parts of a time, ms. */
export function binned(samples: readonly Sample[], from: number, to: number, count: number): number[] {
  const bars = new Array<number>(count).fill(0);
  for (const [seconds, value] of samples) {
    const at = Math.floor(((seconds * 1000 - from) / (to - from)) * count);
    if (at >= 0 && at < count) bars[at]! += value;
  }
  return bars;
}
