import { LogsDedupStrategy, LogsSortOrder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { logs } from '../queries.js';
import { describe, type PanelBuilder, type PanelText } from './panel.js';

export interface LogLinesOptions extends PanelText {
  /** LogQL. */
  readonly query: string;
  /** Of several services: each line says of which. */
  readonly isOfSeveral?: boolean;
}

/**
 * Of a JSON object the message, where there is one; other lines as they are. What else was in the object stays with the line,
 * so that it still leads to its trace.
 */
const MESSAGE =
  '| json msg="msg", message="message", trace_id="trace_id" | drop __error__, __error_details__ | line_format';
const message = (isOfSeveral: boolean): string =>
  `${MESSAGE} \`${isOfSeveral ? '{{.service_name}}: ' : ''}{{or .msg .message __line__}}\``;

/** Lines of logs, the latest above. */
export function logLines({ query, isOfSeveral = false, ...text }: LogLinesOptions): PanelBuilder {
  const builder = new LogsBuilder()
    .showTime(true)
    .wrapLogMessage(false)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
  return describe(builder, { width: 12, height: 9, ...text }, [logs(`${query} ${message(isOfSeveral)}`).maxLines(100)]);
}
