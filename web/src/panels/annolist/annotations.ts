import { rangeUtil, type TimeRange } from '@grafana/data';
import type { AnnoListOptions } from './options';

/** As `/api/annotations` answers it. https://grafana.com/docs/grafana/latest/developers/http_api/annotations/ */
export interface Annotation {
  readonly id: number;
  readonly dashboardUID?: string | null;
  readonly panelId?: number;
  /** ms since 1970. */
  readonly time: number;
  readonly timeEnd?: number;
  readonly text: string;
  readonly tags?: readonly string[];
  readonly login?: string;
}

/** The parameters of the question. `dashboard` is the uid of that which the list stands in. */
export function questionOf(
  options: AnnoListOptions,
  tags: readonly string[],
  range: TimeRange,
  dashboard: string | undefined,
) {
  return {
    type: 'annotation',
    limit: options.limit || 10,
    tags,
    ...(options.onlyFromThisDashboard && dashboard !== undefined && { dashboardUID: dashboard }),
    ...(options.onlyInTimeRange && { from: range.from.valueOf(), to: range.to.valueOf() }),
  };
}

/** The time around an annotation, ms. */
export function aroundOf({ time, timeEnd }: Annotation, { navigateBefore, navigateAfter }: AnnoListOptions) {
  return { from: time - lengthOf(navigateBefore), to: Math.max(time, timeEnd ?? time) + lengthOf(navigateAfter) };
}

const DEFAULT_MS = 10 * 60_000;

function lengthOf(text: string): number {
  try {
    return rangeUtil.intervalToMs(text || '10m');
  } catch {
    return DEFAULT_MS;
  }
}

/** The dashboard of an annotation at its time; undefined for one of no dashboard. */
export function linkOf(annotation: Annotation, options: AnnoListOptions): string | undefined {
  const { dashboardUID, panelId } = annotation;
  if (!dashboardUID) return undefined;
  const { from, to } = aroundOf(annotation, options);
  const panel = options.navigateToPanel && panelId ? `&viewPanel=${panelId}` : '';
  return `/d/${encodeURIComponent(dashboardUID)}?from=${from}&to=${to}${panel}`;
}
