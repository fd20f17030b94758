import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { DataqueryBuilder as LogQuery } from '@grafana/grafana-foundation-sdk/loki';
import { DataqueryBuilder as MetricQuery, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { SearchTableType, DataqueryBuilder as TraceQuery } from '@grafana/grafana-foundation-sdk/tempo';

/** The data sources by the uids that the program gives them. */
export const SOURCES = {
  metrics: { type: 'prometheus', uid: 'prometheus' },
  logs: { type: 'loki', uid: 'loki' },
  traces: { type: 'tempo', uid: 'tempo' },
} as const;

export type Query = Builder<Dataquery> & { refId(refId: string): unknown };

/** PromQL over the dashboard's time; `legend` with labels as `{{service}}`. */
export const metric = (expr: string, legend = ''): MetricQuery =>
  new MetricQuery().datasource(SOURCES.metrics).expr(expr).legendFormat(legend).range();

/** PromQL whose buckets or counters carry trace ids, shown as points that lead to traces. */
export const withExemplars = (expr: string, legend = ''): MetricQuery => metric(expr, legend).exemplar(true);

/** PromQL at the end of the dashboard's time. */
export const metricNow = (expr: string, legend = ''): MetricQuery =>
  new MetricQuery().datasource(SOURCES.metrics).expr(expr).legendFormat(legend).instant();

/** PromQL at the end of the dashboard's time: a row for each series, a column for each label. */
export const rowsNow = (expr: string): MetricQuery => metricNow(expr).format(PromQueryFormat.Table);

/** Cumulative buckets by `le`. */
export const buckets = (expr: string): MetricQuery => metric(expr, '{{le}}').format(PromQueryFormat.Heatmap);

/** LogQL: lines, or a metric over the dashboard's time. */
export const logs = (expr: string, legend = ''): LogQuery =>
  new LogQuery().datasource(SOURCES.logs).expr(expr).legendFormat(legend).queryType('range');

/** TraceQL: the latest traces that have such spans. */
export const traces = (query: string, limit = 20): TraceQuery =>
  new TraceQuery()
    .datasource(SOURCES.traces)
    .queryType('traceql')
    .query(query)
    .limit(limit)
    .tableType(SearchTableType.Traces);

/** Who calls whom, of the metrics `traces_service_graph_*`. `filters` are selectors as `{client="a"}`; any of them may match. */
export const serviceMap = (...filters: readonly string[]): TraceQuery =>
  new TraceQuery()
    .datasource(SOURCES.traces)
    .queryType('serviceMap')
    .serviceMapQuery([...filters]);
