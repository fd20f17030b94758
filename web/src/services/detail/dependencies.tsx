import { Link } from 'wouter';
import { linkToExplore, linkToService, quoted } from '../../app/links';
import { Notice, Skeleton } from '../../controls/notice';
import { type Column, DataTable } from '../../controls/table/data-table';
import { useRangeSeconds, useSamples } from '../../data/samples/use-samples';
import { shown } from '../../format/quantity';
import { useTimeAlong } from '../../time/time-along';
import { type Calls, callQueries, callsOf, failedShare, merged } from '../service-graph';
import styles from '../services.module.css';
import { failureTone } from '../trouble';

const DIRECTIONS = [
  { end: 'server', other: 'client', title: 'Called by' },
  { end: 'client', other: 'server', title: 'Calls' },
] as const;

/** Who calls the service and whom it calls. */
export function Dependencies({ service }: { service: string }) {
  return (
    <div className={styles.columns}>
      {DIRECTIONS.map((direction) => (
        <Direction key={direction.title} service={service} {...direction} />
      ))}
    </div>
  );
}

type DirectionProps = (typeof DIRECTIONS)[number] & { readonly service: string };

function Direction({ service, end, other, title }: DirectionProps) {
  const window = `${useRangeSeconds()}s`;
  const matcher = `${end}=${quoted(service)}`;
  const { of, isPending } = useSamples(callQueries(window, matcher));
  const along = useTimeAlong();
  const columns: readonly Column<Calls>[] = [
    {
      id: 'other',
      title: 'Service',
      isPinned: true,
      sortBy: (calls) => calls[other],
      cell: (calls) =>
        of.services.some(({ labels }) => labels.service === calls[other]) ? (
          <Link href={along(linkToService(calls[other]))}>{calls[other]}</Link>
        ) : (
          <>
            {calls[other]} <span className={styles.version}>{calls.kind.replaceAll('_', ' ')}</span>
          </>
        ),
    },
    {
      id: 'rate',
      title: 'Rate',
      isNumber: true,
      sortBy: ({ rate }) => rate,
      cell: ({ rate }) => shown(rate, 'perSecond'),
    },
    {
      id: 'failed',
      title: 'Errors',
      isNumber: true,
      sortBy: failedShare,
      cell: (calls) => (
        <span className={styles.figure} data-tone={failureTone(failedShare(calls))}>
          {shown(failedShare(calls), 'share')}
        </span>
      ),
    },
    { id: 'p95', title: 'p95', isNumber: true, sortBy: ({ p95 }) => p95, cell: ({ p95 }) => shown(p95, 'seconds') },
    {
      id: 'explore',
      title: <span className="visually-hidden">Explore</span>,
      cell: (calls) => (
        <Link
          href={along(linkToExplore('traces', `{ resource.service.name = ${quoted(calls.client)} && kind = client }`))}
          aria-label={`Explore the calls from ${calls.client} to ${calls.server}`}
        >
          Explore
        </Link>
      ),
    },
  ];
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <DataTable
        label={title}
        columns={columns}
        rows={merged(callsOf(of))}
        keyOf={({ client, server, kind }) => `${client} ${server} ${kind}`}
        sort={{ column: 'rate', isDescending: true }}
        empty={
          isPending ? (
            <Skeleton height={120} />
          ) : (
            <Notice title={end === 'server' ? 'Nobody calls it' : 'It calls nobody'} />
          )
        }
      />
    </section>
  );
}
