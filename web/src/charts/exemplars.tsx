import { dateTimeFormat, type TimeZone } from '@grafana/data';
import { useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import type uPlot from 'uplot';
import { apart } from './apart';
import styles from './chart.module.css';
import type { Exemplar } from './exemplar-points';
import { FloatingCard } from './floating-card';
import { useDrawings } from './uplot-chart';

interface ExemplarsProps {
  readonly chart: uPlot | undefined;
  readonly exemplars: readonly Exemplar[];
  /** Key of the scale on which they lie. */
  readonly scale: string;
  /** Where a value lies on that scale: at itself unless given. */
  readonly placeOf?: (value: number) => number;
  readonly format: (value: number) => string;
  readonly timeZone: TimeZone;
  readonly color: string;
}

/** px from one to the next, so that each can be hit, with a finger too. */
const DISTANCE = 24;

/**
 * A diamond for each exemplar, and its labels and its trace behind it. Where they are dense those of the greatest values
 * stand for those about them: a closer look at the time brings out the others.
 */
export function Exemplars({ chart, exemplars, scale, placeOf, format, timeZone, color }: ExemplarsProps) {
  useDrawings(chart);
  const [opened, setOpened] = useState<{ readonly exemplar: Exemplar; readonly anchor: HTMLElement }>();
  const close = useCallback(() => setOpened(undefined), []);
  const x = chart?.scales.x;
  const y = chart?.scales[scale];
  if (chart === undefined || x?.min == null || x.max == null || y?.min == null || y.max == null) return null;
  const [from, to, least, most] = [x.min, x.max, y.min, y.max];
  const places = exemplars
    .filter(({ time }) => time >= from && time <= to)
    .sort((a, b) => b.value - a.value)
    .map((exemplar) => ({
      exemplar,
      left: chart.valToPos(exemplar.time, 'x'),
      // Beyond the scale it stays at the edge: it is there.
      top: chart.valToPos(Math.max(least, Math.min(most, placeOf?.(exemplar.value) ?? exemplar.value)), scale),
    }));
  return createPortal(
    <div className={styles.layer} style={{ color }}>
      {apart(places, DISTANCE).map(({ exemplar, left, top }) => (
        <button
          key={exemplar.key}
          type="button"
          className={styles.exemplar}
          data-exemplar
          style={{ left, top }}
          aria-label={`Exemplar, ${format(exemplar.value)}`}
          onClick={({ currentTarget }) => setOpened({ exemplar, anchor: currentTarget })}
        />
      ))}
      {opened && (
        <FloatingCard label="Exemplar" anchor={opened.anchor} onClose={close}>
          <ExemplarCard exemplar={opened.exemplar} {...{ format, timeZone }} />
        </FloatingCard>
      )}
    </div>,
    chart.over,
  );
}

type CardProps = { exemplar: Exemplar } & Pick<ExemplarsProps, 'format' | 'timeZone'>;

function ExemplarCard({ exemplar, format, timeZone }: CardProps) {
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>{dateTimeFormat(exemplar.time, { timeZone })}</div>
      <dl className={styles.tooltipRows}>
        <ExemplarRow name="Value" value={format(exemplar.value)} />
        {exemplar.labels.map(([name, value]) => (
          <ExemplarRow key={name} name={name} value={value} />
        ))}
      </dl>
      <div className={styles.tooltipFoot}>
        {exemplar.links().map(({ title, href }) => (
          <a key={`${title} ${href}`} href={href}>
            {title}
          </a>
        ))}
      </div>
    </div>
  );
}

function ExemplarRow({ name, value }: { name: string; value: string }) {
  return (
    <div style={{ display: 'contents' }}>
      <span />
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
