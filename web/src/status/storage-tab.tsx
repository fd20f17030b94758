import { Stat, Stats } from '../controls/stats';
import { type Column, DataTable } from '../controls/table/data-table';
import { plural, shown } from '../format/quantity';
import { QueryChart } from '../panels/query-chart';
import { BYTES } from './columns';
import { Loaded } from './loaded';
import { Meter } from './meter';
import { Section } from './section';
import styles from './status.module.css';
import { type SignalStorage, type StorageStatus, useStatus } from './status-api';

/** What the store holds, how fast it fills, and how long it keeps. */
export function StorageTab() {
  return (
    <Loaded answer={useStatus('/storage')} height={400}>
      {(status) => (
        <>
          <Summary status={status} />
          <Signals status={status} />
          <div className={styles.charts}>
            <QueryChart
              title="Bytes by table"
              unit="bytes"
              isStacked
              queries={[{ expr: 'sum by (table) (quartet_store_bytes) > 0', legend: '{{table}}' }]}
            />
            <QueryChart
              title="Parts by table"
              queries={[{ expr: 'sum by (table) (quartet_store_parts)', legend: '{{table}}' }]}
            />
          </div>
          <Tables status={status} />
          <Days status={status} />
        </>
      )}
    </Loaded>
  );
}

function Summary({ status }: { status: StorageStatus }) {
  const { disk, daysUntilFull } = status;
  const used = disk.totalBytes - disk.freeBytes;
  return (
    <>
      <Stats label="The store">
        <Stat
          name="Stored"
          value={shown(status.bytes, 'bytes')}
          note={`${(status.uncompressedBytes / Math.max(1, status.bytes)).toFixed(1)} : 1`}
        />
        <Stat name="Rows" value={shown(status.rows, 'count')} />
        <Stat name="Parts" value={shown(status.parts, 'count')} />
        <Stat name="Growth" value={`${shown(status.growthBytesPerDay, 'bytes')} a day`} />
        <Stat
          name="Disk free"
          value={shown(disk.freeBytes, 'bytes')}
          tone={
            disk.freeBytes < disk.refuseFreeBytes ? 'bad' : disk.freeBytes < disk.warnFreeBytes ? 'warn' : undefined
          }
          note={`of ${shown(disk.totalBytes, 'bytes')}`}
        />
        <Stat
          name="Full in"
          value={daysUntilFull === null ? '–' : fullIn(daysUntilFull)}
          tone={daysUntilFull !== null && daysUntilFull < 7 ? 'bad' : undefined}
          note="at this growth"
        />
      </Stats>
      <div className={styles.wide}>
        <Meter label="Disk used" value={used} max={disk.totalBytes} high={disk.totalBytes - disk.warnFreeBytes} />
        <span className={styles.note}>
          {`${shown(used, 'bytes')} of the disk are used, by this and other programs. Writes are refused when less than ${shown(disk.refuseFreeBytes, 'bytes')} are free.`}
        </span>
      </div>
    </>
  );
}

/** Beyond some years the growth of today says nothing. */
const FORESEEN_DAYS = 3650;

const fullIn = (days: number): string => (days > FORESEEN_DAYS ? '> 10 years' : plural(days, 'day'));

type Named = SignalStorage & { readonly signal: string };

const named = ({ signals }: StorageStatus): Named[] =>
  Object.entries(signals).map(([signal, storage]) => ({ ...storage, signal }));

const SIGNAL: Column<{ signal: string }> = { id: 'signal', title: 'Signal', sortBy: ({ signal }) => signal };
const ROWS: Column<{ rows: number }> = {
  id: 'rows',
  title: 'Rows',
  isNumber: true,
  sortBy: ({ rows }) => rows,
  cell: ({ rows }) => shown(rows, 'count'),
};
const PARTS: Column<{ parts: number }> = { id: 'parts', title: 'Parts', isNumber: true, sortBy: ({ parts }) => parts };

const Signals = ({ status }: { status: StorageStatus }) => (
  <Section title="By signal">
    <DataTable
      label="By signal"
      rows={named(status)}
      keyOf={({ signal }) => signal}
      sort={{ column: 'bytes', isDescending: true }}
      columns={[
        SIGNAL,
        BYTES,
        {
          id: 'ratio',
          title: 'Compression',
          isNumber: true,
          sortBy: ({ bytes, uncompressedBytes }) => uncompressedBytes / bytes,
          cell: ({ bytes, uncompressedBytes }) => (bytes > 0 ? `${(uncompressedBytes / bytes).toFixed(1)} : 1` : '–'),
        },
        ROWS,
        PARTS,
        {
          id: 'days',
          title: 'Days',
          isNumber: true,
          sortBy: ({ days }) => days.length,
          cell: ({ days }) => String(days.length),
        },
        {
          id: 'growth',
          title: 'A day',
          isNumber: true,
          sortBy: ({ growthBytesPerDay }) => growthBytesPerDay,
          cell: ({ growthBytesPerDay }) => shown(growthBytesPerDay, 'bytes'),
        },
        {
          id: 'retention',
          title: 'Kept for',
          isNumber: true,
          sortBy: ({ retentionMs }) => retentionMs ?? Infinity,
          cell: ({ retentionMs }) => (retentionMs === null ? 'forever' : shown(retentionMs, 'milliseconds')),
        },
      ]}
    />
  </Section>
);

const Tables = ({ status }: { status: StorageStatus }) => (
  <Section title="By table">
    <DataTable
      label="By table"
      rows={named(status).flatMap(({ signal, tables }) => tables.map((table) => ({ ...table, signal })))}
      keyOf={({ table }) => table}
      sort={{ column: 'bytes', isDescending: true }}
      columns={[
        { id: 'table', title: 'Table', sortBy: ({ table }) => table, cell: ({ table }) => <code>{table}</code> },
        SIGNAL,
        BYTES,
        ROWS,
        {
          id: 'row',
          title: 'Bytes a row',
          isNumber: true,
          sortBy: ({ bytes, rows }) => bytes / rows,
          cell: ({ bytes, rows }) => (rows > 0 ? (bytes / rows).toFixed(2) : '–'),
        },
        PARTS,
      ]}
    />
  </Section>
);

const Days = ({ status }: { status: StorageStatus }) => (
  <Section title="By day">
    <DataTable
      label="By day"
      rows={named(status).flatMap(({ signal, days }) => days.map((day) => ({ ...day, signal })))}
      keyOf={({ day, signal }) => `${day} ${signal}`}
      sort={{ column: 'day', isDescending: true }}
      limit={28}
      columns={[{ id: 'day', title: 'Day', sortBy: ({ day }) => day }, SIGNAL, BYTES, ROWS, PARTS]}
    />
  </Section>
);
