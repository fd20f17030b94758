import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { linkToExplore, quoted, spansOfService } from '../../app/links';
import { useUrlState } from '../../app/url-state';
import { FilterBox } from '../../controls/filter-box';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { type Column, DataTable } from '../../controls/table/data-table';
import type { Course, Sample } from '../../data/samples/ask-samples';
import { useCourses, useRangeSeconds, useSamples } from '../../data/samples/use-samples';
import { shown } from '../../format/quantity';
import { useTimeAlong } from '../../time/time-along';
import { CourseLine } from '../course-line';
import styles from '../services.module.css';
import { callRate, failureShare, latency, ofService } from '../span-metrics';
import { failureTone } from '../trouble';

interface Operation {
  readonly name: string;
  readonly figures: Readonly<Partial<Record<Figure, number>>>;
  readonly course: Course | undefined;
}

const FIGURES = ['rate', 'failed', 'p50', 'p95', 'p99'] as const;
type Figure = (typeof FIGURES)[number];

/** What the service answers, by the names of its spans, over the whole range. */
export function Operations({ service }: { service: string }) {
  const where = { matchers: ofService(service), window: `${useRangeSeconds()}s`, by: 'span_name' };
  const { of, isPending, errors } = useSamples({
    rate: `${callRate(where)} > 0`,
    failed: failureShare(where),
    p50: latency(0.5, where),
    p95: latency(0.95, where),
    p99: latency(0.99, where),
  });
  const courses = useCourses({ rate: callRate({ ...where, window: '2m' }) }).of.rate;
  const { search, update } = useUrlState();
  const wanted = search.get('filter') ?? '';
  const along = useTimeAlong();
  const rows = useMemo(() => operationsOf(of, courses), [of.rate, of.failed, of.p50, of.p95, of.p99, courses]);
  if (isPending) return <Skeleton height={240} />;
  if (errors.rate !== undefined) return <Failure error={errors.rate} />;
  const columns: readonly Column<Operation>[] = [
    {
      id: 'name',
      title: 'Operation',
      isWide: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => (
        <Link href={along(linkToExplore('traces', spansOfService(service, `name = ${quoted(name)}`)))}>{name}</Link>
      ),
    },
    { id: 'course', title: 'Calls', cell: ({ course }) => <CourseLine course={course} /> },
    figure('rate', 'Rate', ({ rate }) => shown(rate, 'perSecond')),
    figure('failed', 'Errors', ({ failed }) => (
      <span className={styles.figure} data-tone={failureTone(failed)}>
        {shown(failed, 'share')}
      </span>
    )),
    figure('p50', 'p50', ({ p50 }) => shown(p50, 'seconds')),
    figure('p95', 'p95', ({ p95 }) => shown(p95, 'seconds')),
    figure('p99', 'p99', ({ p99 }) => shown(p99, 'seconds')),
  ];
  return (
    <>
      <div className={styles.tools}>
        <FilterBox
          label="Filter operations"
          value={wanted}
          onChange={(text) => update({ filter: text || undefined }, { replace: true })}
        />
      </div>
      <DataTable
        label="Operations"
        columns={columns}
        rows={rows.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))}
        keyOf={({ name }) => name}
        sort={{ column: 'rate', isDescending: true }}
        empty={
          <Notice
            title="No operation in this time range"
            detail="Operations are the server spans that a service sends."
          />
        }
      />
    </>
  );
}

const figure = (id: Figure, title: string, cell: (figures: Operation['figures']) => ReactNode): Column<Operation> => ({
  id,
  title,
  isNumber: true,
  sortBy: ({ figures }) => figures[id],
  cell: ({ figures }) => cell(figures),
});

export function operationsOf(
  samples: Readonly<Record<Figure, readonly Sample[]>>,
  courses: readonly Course[],
): Operation[] {
  const nameOf = ({ labels }: Pick<Sample, 'labels'>) => labels.span_name ?? '';
  const course = new Map(courses.map((one) => [nameOf(one), one]));
  const figures = new Map<string, Partial<Record<Figure, number>>>(samples.rate.map((one) => [nameOf(one), {}]));
  for (const name of FIGURES) {
    for (const sample of samples[name]) {
      const own = figures.get(nameOf(sample));
      if (own !== undefined && Number.isFinite(sample.value)) own[name] = sample.value;
    }
  }
  return [...figures].map(([name, own]) => ({ name, figures: own, course: course.get(name) }));
}
