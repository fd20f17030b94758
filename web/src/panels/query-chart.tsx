import type { ConfigOverrideRule, FieldConfig } from '@grafana/data';
import { linkToExplore } from '../app/links';
import { DIFFERENCES } from '../data/differing-names';
import { useTimeAlong } from '../time/time-along';
import { QueryPanel, type QueryPanelProps } from './query-panel';

export interface ChartQuery {
  readonly expr: string;
  /** `{{label}}` filled; without it the labels in which series differ. */
  readonly legend?: string;
  readonly exemplar?: boolean;
}

interface QueryChartProps {
  readonly title: string;
  readonly queries: readonly ChartQuery[];
  /** PromQL unless told. */
  readonly engine?: 'prometheus' | 'loki';
  /** Of Grafana's. */
  readonly unit?: string;
  readonly height?: number;
  readonly isStacked?: boolean;
  readonly isBars?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly thresholds?: FieldConfig['thresholds'];
  readonly overrides?: ConfigOverrideRule[];
  readonly description?: string;
  readonly hasLegend?: boolean;
  readonly onData?: QueryPanelProps['onData'];
}

/** More are too narrow to be told apart. */
const MOST_BARS = 120;

/** A chart over the page's time, with the way to explore its queries. */
export function QueryChart(props: QueryChartProps) {
  const { title, queries, engine = 'prometheus', unit = 'short', height = 224, isStacked, isBars, min = 0 } = props;
  const along = useTimeAlong();
  const signal = engine === 'loki' ? 'logs' : 'metrics';
  const href = linkToExplore(signal, signal === 'logs' ? queries[0]!.expr : queries.map(({ expr }) => expr));
  return (
    <QueryPanel
      type="timeseries"
      title={title}
      height={height}
      {...(isBars && { maxDataPoints: MOST_BARS })}
      datasource={{ type: engine }}
      {...(props.onData && { onData: props.onData })}
      {...(props.description !== undefined && { description: props.description })}
      links={[{ title: 'Explore', href: along(href), isNewTab: false }]}
      targets={queries.map(({ expr, legend, exemplar }, index) => ({
        refId: String.fromCharCode(65 + index),
        expr,
        legendFormat: legend ?? DIFFERENCES,
        ...(exemplar && { exemplar }),
      }))}
      options={{
        legend: { showLegend: props.hasLegend ?? true, displayMode: 'list', placement: 'bottom', calcs: [] },
        tooltip: { mode: 'multi', sort: 'desc' },
      }}
      fieldConfig={{
        defaults: {
          unit,
          min,
          ...(props.max !== undefined && { max: props.max }),
          ...(props.thresholds && { thresholds: props.thresholds }),
          custom: {
            drawStyle: isBars ? 'bars' : 'line',
            lineWidth: isBars ? 0 : 1.5,
            fillOpacity: isBars ? 80 : isStacked ? 24 : 8,
            showPoints: 'never',
            ...(isStacked && { stacking: { mode: 'normal', group: 'A' } }),
            ...(props.thresholds && { thresholdsStyle: { mode: 'dashed' } }),
          },
        },
        overrides: props.overrides ?? [],
      }}
    />
  );
}

/** A fixed colour of Grafana's names for the series of that name. */
export const colored = (name: string, color: string): ConfigOverrideRule => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
});
