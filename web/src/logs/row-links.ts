import { around, callsOfService, linkToExplore, linkToService, linkToTrace, logsOfTrace } from '../app/links';
import { type LogRow, traceIdOf } from './log-row';
import type { RowLink } from './row-details';

const SERVICE_NAMES = ['service_name', 'service', 'job', 'app'];
/** Metrics of a line: what came some minutes before it and after it. */
const METRICS_MS = 15 * 60_000;

/** From a line to its trace, the other lines of it, and its service. */
export function linksOfRow(row: LogRow): RowLink[] {
  const trace = traceIdOf(row);
  const service = SERVICE_NAMES.map((name) => row.labels[name]).find((name) => name !== undefined);
  return [
    ...(trace === undefined
      ? []
      : [
          { title: 'Trace', href: linkToTrace(trace, row.labels.span_id) },
          {
            title: 'Lines of this trace',
            href: linkToExplore('logs', logsOfTrace(trace), around(row.timeMs, 3_600_000)),
          },
        ]),
    ...(service === undefined
      ? []
      : [
          {
            title: `Metrics of ${service}`,
            href: linkToExplore('metrics', callsOfService(service), around(row.timeMs, METRICS_MS)),
          },
          { title: `Service ${service}`, href: linkToService(service) },
        ]),
  ];
}
