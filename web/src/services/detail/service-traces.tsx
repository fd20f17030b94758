import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { linkToExplore, linkToTrace, spansOfService } from '../../app/links';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { type Column, DataTable } from '../../controls/table/data-table';
import { askSource } from '../../data/ask';
import { useRangeSeconds, useSamples } from '../../data/samples/use-samples';
import { moment } from '../../format/moment';
import { shown } from '../../format/quantity';
import { useTimeAlong } from '../../time/time-along';
import { useTime } from '../../time/time-context';
import styles from '../services.module.css';
import { latency, ofService } from '../span-metrics';

interface FoundTrace {
  readonly traceID: string;
  readonly rootServiceName?: string;
  readonly rootTraceName?: string;
  readonly startTimeUnixNano: string;
  readonly durationMs?: number;
  readonly spanSets?: readonly { readonly spans: readonly { readonly durationNanos: string }[] }[];
}

/** Traces looked at for the slowest. */
const MOST = 20;

/** The slowest and the failing requests of the service. */
export function ServiceTraces({ service }: { service: string }) {
  const { of, isPending } = useSamples({
    p95: latency(0.95, { matchers: ofService(service), window: `${useRangeSeconds()}s` }),
  });
  const p95 = of.p95[0]?.value;
  const slower = Number.isFinite(p95) ? [`duration > ${Math.floor(p95! * 1000)}ms`] : [];
  return (
    <div className={styles.columns}>
      <TraceTable
        title={slower.length > 0 ? `Slowest, above the p95 of ${shown(p95, 'seconds')}` : 'Slowest'}
        query={spansOfService(service, 'kind = server', ...slower)}
        isAsked={!isPending}
        sort={{ column: 'own', isDescending: true }}
      />
      <TraceTable
        title="Failing"
        query={spansOfService(service, 'status = error')}
        isAsked
        sort={{ column: 'time', isDescending: true }}
      />
    </div>
  );
}

interface TraceTableProps {
  readonly title: string;
  readonly query: string;
  readonly isAsked: boolean;
  readonly sort: { readonly column: string; readonly isDescending: boolean };
}

const ownMs = ({ spanSets = [] }: FoundTrace): number =>
  Math.max(...spanSets.flatMap(({ spans }) => spans.map(({ durationNanos }) => Number(durationNanos) / 1e6)), 0);

const startMs = ({ startTimeUnixNano }: FoundTrace): number => Number(startTimeUnixNano) / 1e6;

function TraceTable({ title, query, isAsked, sort }: TraceTableProps) {
  const { range, timeZone } = useTime();
  const along = useTimeAlong();
  const [start, end] = [range.from, range.to].map((time) => Math.round(time.valueOf() / 1000));
  const { data, error } = useQuery({
    queryKey: ['service-traces', query, start, end],
    queryFn: ({ signal }) =>
      askSource<{ readonly traces?: readonly FoundTrace[] }>(
        'tempo',
        'api/search',
        { q: query, start, end, limit: MOST },
        { signal },
      ),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<FoundTrace>[] = [
    {
      id: 'name',
      title: 'Trace',
      isWide: true,
      sortBy: ({ rootTraceName }) => rootTraceName,
      cell: ({ traceID, rootTraceName, rootServiceName }) => (
        <>
          <Link href={linkToTrace(traceID)}>{rootTraceName || traceID}</Link>{' '}
          <span className={styles.version}>{rootServiceName}</span>
        </>
      ),
    },
    {
      id: 'own',
      title: 'Here',
      hint: 'the longest span of this service that matches',
      isNumber: true,
      sortBy: ownMs,
      cell: (trace) => shown(ownMs(trace), 'milliseconds'),
    },
    {
      id: 'all',
      title: 'Trace',
      isNumber: true,
      sortBy: ({ durationMs }) => durationMs,
      cell: ({ durationMs }) => shown(durationMs ?? 0, 'milliseconds'),
    },
    { id: 'time', title: 'Started', sortBy: startMs, cell: (trace) => moment(startMs(trace), timeZone) },
  ];
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>
        {title} <Link href={along(linkToExplore('traces', query))}>Explore</Link>
      </h2>
      {error !== null ? (
        <Failure error={error} />
      ) : data === undefined ? (
        <Skeleton height={160} />
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={data.traces ?? []}
          keyOf={({ traceID }) => traceID}
          sort={sort}
          limit={20}
          empty={<Notice title="None in this time range" />}
        />
      )}
    </section>
  );
}
