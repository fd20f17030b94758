import type { DayUsage, TableUsage } from '../../../storage/storage-usage.js';
import type { StatusContext } from './context.js';

const MS_PER_DAY = 86_400_000;
/** Whole days that an estimate looks at. */
const ESTIMATED_DAYS = 7;

const sum = (days: readonly DayUsage[], member: 'parts' | 'rows' | 'bytes' | 'uncompressedBytes'): number =>
  days.reduce((total, day) => total + day[member], 0);

/** What the store holds, by signal, day and table; what is free; and how fast it fills. */
export async function storageStatus({ usage, disk, watermark, retention, now }: StatusContext) {
  const [tables, { free, total }] = await Promise.all([usage(), disk()]);
  const today = Math.floor(now() / MS_PER_DAY);
  const signals = Object.fromEntries(
    ['metrics', 'logs', 'traces', 'other'].map((signal) => {
      const own = tables.filter((table) => table.signal === signal);
      const byDay = perDay(own);
      return [
        signal,
        {
          ...totals(own.flatMap(({ days }) => days)),
          retentionMs: finite(retention[signal]),
          growthBytesPerDay: growth(byDay, today, now()),
          days: byDay.map((day) => ({ ...day, day: dateOf(day.day) })),
          tables: own.map(({ table, days }) => ({ table, ...totals(days) })),
        },
      ];
    }),
  );
  const growthBytesPerDay = Object.values(signals).reduce((all, signal) => all + signal.growthBytesPerDay, 0);
  const room = Math.max(0, free - watermark.refuse);
  return {
    ...totals(tables.flatMap(({ days }) => days)),
    disk: { freeBytes: free, totalBytes: total, warnFreeBytes: watermark.warn, refuseFreeBytes: watermark.refuse },
    growthBytesPerDay,
    daysUntilFull: growthBytesPerDay > 0 ? Math.floor(room / growthBytesPerDay) : null,
    signals,
  };
}

const totals = (days: readonly DayUsage[]) => ({
  bytes: sum(days, 'bytes'),
  uncompressedBytes: sum(days, 'uncompressedBytes'),
  rows: sum(days, 'rows'),
  parts: sum(days, 'parts'),
});

interface SignalDay {
  readonly day: number;
  readonly bytes: number;
  readonly rows: number;
  readonly parts: number;
}

/** What all tables of a signal hold of each day, the oldest first. */
function perDay(tables: readonly TableUsage[]): SignalDay[] {
  const days = new Map<number, DayUsage[]>();
  for (const usage of tables.flatMap((table) => table.days)) {
    if (usage.day === undefined) continue;
    const known = days.get(usage.day);
    if (known === undefined) days.set(usage.day, [usage]);
    else known.push(usage);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, own]) => ({ day, bytes: sum(own, 'bytes'), rows: sum(own, 'rows'), parts: sum(own, 'parts') }));
}

/** The mean of the last whole days that have any data; without one what today comes to by midnight. Bytes. */
function growth(days: readonly SignalDay[], today: number, nowMs: number): number {
  const whole = days.filter(({ day }) => day < today && day >= today - ESTIMATED_DAYS);
  if (whole.length > 0) return Math.round(whole.reduce((all, { bytes }) => all + bytes, 0) / whole.length);
  const bytes = days.find(({ day }) => day === today)?.bytes ?? 0;
  const passed = (nowMs % MS_PER_DAY) / MS_PER_DAY;
  return Math.round(bytes / Math.max(passed, 1 / 24));
}

const dateOf = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** JSON has no infinity: null is for ever. */
const finite = (ms: number | undefined): number | null => (ms !== undefined && Number.isFinite(ms) ? ms : null);
