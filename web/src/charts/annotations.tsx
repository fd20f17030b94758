import { dateTimeFormat, type TimeZone } from '@grafana/data';
import { useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import type { ChartEvent } from './annotation-events';
import styles from './chart.module.css';
import { FloatingCard } from './floating-card';
import { useDrawings } from './uplot-chart';

interface AnnotationsProps {
  readonly chart: uPlot | undefined;
  readonly events: readonly ChartEvent[];
  readonly timeZone: TimeZone;
}

/** Marks below the plot, lines and regions over it, and what they are about behind each mark. */
export function Annotations({ chart, events, timeZone }: AnnotationsProps) {
  useDrawings(chart);
  const [opened, setOpened] = useState<{ readonly event: ChartEvent; readonly anchor: HTMLElement }>();
  const close = useCallback(() => setOpened(undefined), []);
  const { min, max } = chart?.scales.x ?? {};
  if (chart === undefined || min == null || max == null) return null;
  const seen = events.filter(({ from, to }) => from <= max && (to ?? from) >= min);
  const at = (time: number) => chart.valToPos(Math.max(min, Math.min(max, time)), 'x');
  return createPortal(
    <div className={styles.layer}>
      {seen.map((event) => {
        const left = at(event.from);
        const width = event.to === undefined ? undefined : Math.max(2, at(event.to) - left);
        const label = event.title || event.text || 'without text';
        return (
          <div key={event.key} style={{ color: event.color }}>
            <div className={width === undefined ? styles.eventLine : styles.region} style={{ left, width }} />
            <button
              type="button"
              className={styles.event}
              data-annotation
              data-region={width !== undefined || undefined}
              style={{ left, width }}
              title={label}
              aria-label={`Annotation: ${label}`}
              onClick={({ currentTarget }) => setOpened({ event, anchor: currentTarget })}
            />
          </div>
        );
      })}
      {opened && (
        <FloatingCard label="Annotation" anchor={opened.anchor} onClose={close}>
          <EventCard event={opened.event} timeZone={timeZone} />
        </FloatingCard>
      )}
    </div>,
    chart.over,
  );
}

function EventCard({ event, timeZone }: { event: ChartEvent; timeZone: TimeZone }) {
  const time = (ms: number) => dateTimeFormat(ms, { timeZone });
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        {time(event.from)}
        {event.to !== undefined && ` – ${time(event.to)}`}
      </div>
      {event.title !== '' && <strong>{event.title}</strong>}
      {event.text !== '' && <div className={styles.cardText}>{event.text}</div>}
      {event.tags.length > 0 && (
        <div className={styles.tags}>
          {event.tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
