import { useSize } from '../controls/use-size';
import { formatNs } from '../format/quantity';
import styles from './trace.module.css';
import { ticks, type Viewport } from './viewport';

/** px for each text. */
const ROOM = 96;

/** Moments since the trace's start above the bars. */
export function TimeAxis({ viewport }: { viewport: Viewport }) {
  const [ref, size] = useSize();
  const length = viewport.to - viewport.from;
  return (
    <div ref={ref} className={styles.axis} aria-hidden>
      {ticks(viewport, Math.max(1, Math.floor((size?.width ?? 0) / ROOM))).map((at) => {
        const left = (at - viewport.from) / length;
        return (
          <span key={at} style={{ left: `${left * 100}%` }}>
            {at === 0 ? '0' : formatNs(at)}
          </span>
        );
      })}
    </div>
  );
}
