import { Share2 } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page';
import { useUrlState } from '../app/url-state';
import { Button } from '../controls/button';
import { FilterBox } from '../controls/filter-box';
import { Failure, Notice, Skeleton } from '../controls/notice';
import { Segments } from '../controls/segments';
import { DataTable } from '../controls/table/data-table';
import { readSort, sortText } from '../controls/table/sort';
import { useRangeSeconds } from '../data/samples/use-samples';
import { useTimeAlong } from '../time/time-along';
import { TimeProvider, useTime } from '../time/time-context';
import { TimeControls } from '../time/time-controls';
import { serviceColumns } from './service-columns';
import styles from './services.module.css';
import { byTrouble } from './trouble';
import { useServiceList } from './use-service-list';

/** Windows that figures are taken over: at the end of the range, or all of it. */
const WINDOWS = ['5m', '15m', 'range'] as const;

const WINDOW_NAMES = { '5m': 'Last 5 min', '15m': 'Last 15 min', range: 'Whole range' } as const;

/** The home page: every service that any signal knows, the ones in trouble first. */
export default function ServicesPage() {
  return (
    <TimeProvider defaults={{ from: 'now-1h', to: 'now', refresh: '30s' }}>
      <Services />
    </TimeProvider>
  );
}

function Services() {
  const { search, update } = useUrlState();
  const along = useTimeAlong();
  const { refreshNow } = useTime();
  const over = WINDOWS.find((one) => one === search.get('over')) ?? '5m';
  const rangeSeconds = useRangeSeconds();
  const { services, isPending, isFetching, errors } = useServiceList(over === 'range' ? `${rangeSeconds}s` : over);
  const wanted = search.get('filter') ?? '';
  const shown = byTrouble(services).filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  const columns = useMemo(() => serviceColumns(along), [along]);
  return (
    <Page
      title="Services"
      lead={
        <Link href={along('/services/map')} className={styles.barLink}>
          <Share2 size={14} aria-hidden /> Map
        </Link>
      }
      actions={<TimeControls />}
    >
      <div className={styles.tools}>
        <FilterBox
          label="Filter services"
          value={wanted}
          onChange={(text) => update({ filter: text || undefined }, { replace: true })}
        />
        <Segments
          label="Figures over"
          options={WINDOWS.map((value) => ({ value, label: WINDOW_NAMES[value] }))}
          value={over}
          onChange={(value) => update({ over: value === '5m' ? undefined : value }, { replace: true })}
        />
        <span className={styles.note} aria-live="polite">
          {isPending ? '' : `${shown.length} of ${services.length} services`}
          {isFetching && !isPending ? ' …' : ''}
        </span>
      </div>
      {errors.length > 0 && services.length > 0 && (
        <p className={styles.problem} role="alert">{`Some figures are missing: ${errors[0]!.message}`}</p>
      )}
      {isPending ? (
        <Skeleton height={320} />
      ) : errors.length > 0 && services.length === 0 ? (
        <Failure error={errors[0]} action={<Button onClick={refreshNow}>Try again</Button>} />
      ) : (
        <DataTable
          label="Services"
          columns={columns}
          rows={shown}
          keyOf={({ name }) => name}
          sort={readSort(search.get('sort') ?? '-alerts')}
          onSort={(sort) => update({ sort: sortText(sort) }, { replace: true })}
          limit={200}
          empty={
            wanted === '' ? (
              <Notice
                title="No service has sent anything yet"
                detail="Send traces, logs or metrics by OTLP to port 4318, or let Quartet scrape and tail: every service that any of them names appears here."
                action={<Link href="/status/ingestion">See what comes in</Link>}
              />
            ) : (
              <Notice title={`No service is called “${wanted}”`} />
            )
          }
        />
      )}
    </Page>
  );
}
