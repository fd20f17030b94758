import type { AnnotationEvent, Labels } from '@grafana/data';
import { numberOf, textOf } from '../answers';
import { renderLegend } from '../frames';
import type { Target } from '../source';
import type { MatrixSeries } from './answer';

/**
 * Where a series is not 0 there is an event; neighbouring points of it are one region. `useValueForTime` takes the value for
 * the event's time in ms.
 */
export function annotationEvents(series: readonly MatrixSeries[], query: Target, stepMs: number): AnnotationEvent[] {
  const keys = textOf(query, 'tagKeys').split(',').filter(Boolean);
  const title = textOf(query, 'titleFormat') || '{{alertname}}';
  const text = textOf(query, 'textFormat');
  return series.flatMap(({ metric, values = [] }) => {
    const shared = {
      title: renderLegend(title, metric),
      text: renderLegend(text, metric),
      tags: tagsOf(metric, keys),
    };
    const points = values.map(([at, value]) => ({ at: at * 1000, value: Number(value) }));
    const shown = points.filter(({ value }) => value !== 0 && !Number.isNaN(value));
    if (query.useValueForTime === true) return shown.map(({ value }) => ({ ...shared, time: value }));
    return regions(
      shown.map(({ at }) => at),
      stepMs,
    ).map(([time, timeEnd]) => ({
      ...shared,
      time,
      timeEnd,
      isRegion: timeEnd > time,
    }));
  });
}

function regions(times: readonly number[], stepMs: number): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const at of times) {
    const last = found.at(-1);
    if (last !== undefined && at - last[1] <= stepMs) last[1] = at;
    else found.push([at, at]);
  }
  return found;
}

const tagsOf = (labels: Labels, keys: readonly string[]): string[] => keys.flatMap((key) => labels[key.trim()] ?? []);

/** The query of an annotation, in the shape of a panel's: older dashboards have it at the top, newer ones in `target`. */
export function annotationTarget(query: Target): Target {
  const inner = (query.target ?? {}) as Partial<Target>;
  const step = textOf(query, 'step') || String(numberOf(query, 'step') ?? '') || '60s';
  return {
    interval: step,
    ...query,
    ...inner,
    refId: inner.refId ?? query.refId ?? 'Anno',
    instant: false,
    range: true,
  };
}
