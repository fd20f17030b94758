import { useMemo } from 'react';
import { Link } from 'wouter';
import { linkToTrace } from '../../app/links';
import { type Column, DataTable } from '../../controls/table/data-table';
import { readAny, type SpanSummary } from '../../data/tempo/answer';
import { formatTime } from '../../format/moment';
import { formatNs } from '../../format/quantity';
import { useTime } from '../../time/time-context';
import type { FoundTrace } from './tempo-api';
import styles from './traces.module.css';

/** The search answers in whole ms. */
export const durationText = (durationMs: number): string => (durationMs < 1 ? '< 1 ms' : formatNs(durationMs * 1e6));

export function TraceTable({ traces }: { traces: readonly FoundTrace[] }) {
  const { timeZone } = useTime();
  const columns = useMemo<readonly Column<FoundTrace>[]>(
    () => [
      {
        id: 'trace',
        isWide: true,
        title: 'Trace',
        sortBy: ({ service, name }) => `${service} ${name}`,
        cell: ({ traceId, service, name }) => (
          <Link href={linkToTrace(traceId)} className={styles.traceLink}>
            <span>{service}</span> {name || traceId}
          </Link>
        ),
      },
      {
        id: 'start',
        title: 'Start',
        sortBy: ({ startMs }) => startMs,
        cell: ({ startMs }) => formatTime(startMs, timeZone),
      },
      {
        id: 'duration',
        isNumber: true,
        title: 'Duration',
        sortBy: ({ durationMs }) => durationMs,
        cell: ({ durationMs }) => durationText(durationMs),
      },
      { id: 'spans', isNumber: true, title: 'Spans', sortBy: ({ spans }) => spans },
      {
        id: 'errors',
        isNumber: true,
        title: 'Errors',
        sortBy: ({ errors }) => errors,
        cell: ({ errors }) => <span className={errors > 0 ? styles.bad : undefined}>{errors}</span>,
      },
      {
        id: 'services',
        isNumber: true,
        title: 'Services',
        sortBy: ({ services }) => services.length,
        cell: ({ services }) => <span title={services.join(', ')}>{services.length}</span>,
      },
      {
        id: 'matched',
        isNumber: true,
        title: 'Matched',
        sortBy: ({ spanSets }) => spanSets.reduce((sum, { matched = 0 }) => sum + matched, 0),
      },
    ],
    [timeZone],
  );
  return (
    <DataTable
      label="Traces"
      rows={traces}
      columns={columns}
      keyOf={({ traceId }) => traceId}
      sort={{ column: 'start', isDescending: true }}
    />
  );
}

interface FoundSpan {
  readonly trace: FoundTrace;
  readonly span: SpanSummary;
  /** Number of the set among those of its trace. */
  readonly set: number;
}

/** The spans that the query matched, with what it selects and by what it groups. */
export function SpanTable({ traces }: { traces: readonly FoundTrace[] }) {
  const { timeZone } = useTime();
  const rows = useMemo(
    () =>
      traces.flatMap((trace) =>
        trace.spanSets.flatMap(({ spans = [] }, set) => spans.map((span): FoundSpan => ({ trace, span, set }))),
      ),
    [traces],
  );
  const columns = useMemo(() => spanColumns(rows, timeZone), [rows, timeZone]);
  return (
    <DataTable
      label="Spans"
      rows={rows}
      columns={columns}
      keyOf={({ trace, span, set }) => `${trace.traceId} ${set} ${span.spanID}`}
      sort={{ column: 'start', isDescending: true }}
    />
  );
}

function attributeOf({ trace, span, set }: FoundSpan, name: string): string | number | boolean | undefined {
  const own = [...(span.attributes ?? []), ...(trace.spanSets[set]?.attributes ?? [])].find(({ key }) => key === name);
  return own === undefined ? undefined : readAny(own.value);
}

function spanColumns(rows: readonly FoundSpan[], timeZone: string): readonly Column<FoundSpan>[] {
  const names = new Set(
    rows.flatMap(({ trace, span, set }) =>
      [...(trace.spanSets[set]?.attributes ?? []), ...(span.attributes ?? [])].map(({ key }) => key),
    ),
  );
  return [
    {
      id: 'span',
      isWide: true,
      title: 'Span',
      sortBy: ({ span }) => span.name ?? span.spanID,
      cell: ({ trace, span }) => <Link href={linkToTrace(trace.traceId, span.spanID)}>{span.name ?? span.spanID}</Link>,
    },
    { id: 'trace', isWide: true, title: 'Trace', sortBy: ({ trace }) => `${trace.service} ${trace.name}` },
    {
      id: 'start',
      title: 'Start',
      sortBy: ({ span }) => Number(span.startTimeUnixNano ?? 0),
      cell: ({ span }) => formatTime(Number(span.startTimeUnixNano ?? 0) / 1e6, timeZone),
    },
    {
      id: 'duration',
      isNumber: true,
      title: 'Duration',
      sortBy: ({ span }) => Number(span.durationNanos ?? 0),
      cell: ({ span }) => formatNs(Number(span.durationNanos ?? 0)),
    },
    ...[...names].sort().map((name) => ({
      id: `attribute ${name}`,
      title: name,
      sortBy: (row: FoundSpan) => {
        const value = attributeOf(row, name);
        return typeof value === 'number' ? value : String(value ?? '');
      },
    })),
  ];
}
