import { Link } from 'wouter';
import { linkToExplore, quoted } from '../app/links';
import { Notice } from '../controls/notice';
import { DataTable } from '../controls/table/data-table';
import { shown } from '../format/quantity';
import { useTimeAlong } from '../time/time-along';
import { BYTES, shareOf } from './columns';
import { Loaded } from './loaded';
import { Section } from './section';
import { useCardinality } from './status-api';

/** `GET /api/quartet/v1/status/cardinality/logs`. */
interface LogCardinality {
  readonly streamCount: number;
  readonly entries: number;
  /** Of lines with their structured metadata. */
  readonly bytes: number;
  readonly labelCount: number;
  readonly labels: readonly {
    readonly name: string;
    readonly valueCount: number;
    readonly streams: number;
    readonly bytes: number;
  }[];
  readonly streams: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly entries: number;
    readonly bytes: number;
  }[];
}

/** The labels of log streams with most values, and the largest streams of the page's time. */
export function LogCardinalitySections() {
  const along = useTimeAlong();
  const answer = useCardinality<LogCardinality>('logs');
  const { data } = answer;
  return (
    <>
      <Section
        title="Labels of log streams"
        note={
          data &&
          `${data.labelCount} labels make ${data.streamCount} streams with ${shown(data.entries, 'count')} lines in this time, ${shown(data.bytes, 'bytes')} as they were sent`
        }
      >
        <Loaded answer={answer}>
          {({ labels, bytes: all }) => (
            <DataTable
              label="Labels of log streams"
              rows={labels}
              keyOf={({ name }) => name}
              sort={{ column: 'values', isDescending: true }}
              limit={10}
              empty={<Notice title="There are no log streams in this time" />}
              columns={[
                { id: 'name', title: 'Label', sortBy: ({ name }) => name },
                {
                  id: 'values',
                  title: 'Values',
                  isNumber: true,
                  sortBy: ({ valueCount }) => valueCount,
                },
                {
                  id: 'streams',
                  title: 'Streams with it',
                  isNumber: true,
                  sortBy: ({ streams }) => streams,
                },
                { ...BYTES, title: 'Bytes of these' },
                shareOf(all),
              ]}
            />
          )}
        </Loaded>
      </Section>
      <Section title="Largest log streams">
        <Loaded answer={answer}>
          {({ streams, bytes: all }) => (
            <DataTable
              label="Largest log streams"
              rows={streams}
              keyOf={({ labels }) => selectorOf(labels)}
              sort={{ column: 'bytes', isDescending: true }}
              limit={10}
              empty={<Notice title="There are no log streams in this time" />}
              columns={[
                {
                  id: 'stream',
                  title: 'Stream',
                  isWide: true,
                  cell: ({ labels }) => (
                    <Link href={along(linkToExplore('logs', selectorOf(labels)))}>{selectorOf(labels)}</Link>
                  ),
                },
                {
                  id: 'lines',
                  title: 'Lines',
                  isNumber: true,
                  sortBy: ({ entries }) => entries,
                  cell: ({ entries }) => shown(entries, 'count'),
                },
                BYTES,
                shareOf(all),
              ]}
            />
          )}
        </Loaded>
      </Section>
    </>
  );
}

const selectorOf = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(', ')}}`;
