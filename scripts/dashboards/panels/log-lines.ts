import { LogsDedupStrategy, LogsSortOrder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { logs } from '../queries.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface LogLinesOptions extends PanelText {
  /** LogQL. */
  readonly query: string;
}

/** Lines of logs, the latest above. */
export function logLines({ query, ...text }: LogLinesOptions): PanelBuilder {
  const builder = new LogsBuilder()
    .showTime(true)
    .wrapLogMessage(false)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
  return describe(builder, { width: 12, height: 9, ...text }, [logs(query).maxLines(100)]);
}
