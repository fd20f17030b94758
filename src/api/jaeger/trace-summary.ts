import { hex } from '../../lib/hex.js';
import { Stretch } from '../../lib/turns.js';
import { labelValue } from '../../model/labels.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { StoredSpan } from '../../model/stored-span.js';
import type { SpanColumns } from '../../storage/span-interface.js';
import type { ServiceSummary, TraceSummary } from '../../wire/jaeger/trace-summary.js';

/** What is read of spans to sum them up. */
export const SUMMARY_COLUMNS: SpanColumns = { attributes: new Set(), events: false, links: false };

/** Number of OTLP's enum. */
const ERROR = 2;
const NO_PARENT = '0'.repeat(16);
const SERVICE_NAME = `${RESOURCE_LABELS.resourcePrefix}service.name`;

/** The spans of one trace, at least one, by their start. Others get their turn while a long trace is summed up. */
export async function traceSummary(spans: readonly StoredSpan[]): Promise<TraceSummary> {
  const stretch = new Stretch();
  const ids = new Set<string>();
  for (const { spanId } of spans) {
    ids.add(hex(spanId));
    if (stretch.isOver) await stretch.rest();
  }
  const services = new Map<string, { -readonly [K in keyof ServiceSummary]: ServiceSummary[K] }>();
  let root: StoredSpan | undefined;
  let [endNs, errors, orphans] = [0n, 0, 0];
  for (const span of spans) {
    const name = serviceOf(span);
    const service = services.get(name) ?? { name, spanCount: 0, errorSpanCount: 0 };
    services.set(name, service);
    service.spanCount++;
    if (span.status === ERROR) {
      service.errorSpanCount++;
      errors++;
    }
    const parent = hex(span.parentId);
    if (parent === NO_PARENT) root ??= span;
    else if (!ids.has(parent)) orphans++;
    const end = span.startNs + span.durationNs;
    if (end > endNs) endNs = end;
    if (stretch.isOver) await stretch.rest();
  }
  const [first] = spans;
  return {
    traceId: hex(first!.traceId),
    rootServiceName: root === undefined ? '' : serviceOf(root),
    rootOperationName: root?.name ?? '',
    startNs: first!.startNs,
    endNs,
    spanCount: spans.length,
    errorSpanCount: errors,
    orphanSpanCount: orphans,
    services: [...services.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** The name is a tagged text: its first character tells the type. */
const serviceOf = ({ resource }: StoredSpan): string => labelValue(resource, SERVICE_NAME).slice(1);
