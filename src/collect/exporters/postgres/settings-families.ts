import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import type { Row } from './view-families.js';

/** https://www.postgresql.org/docs/current/view-pg-settings.html */
export const SETTINGS_SQL = `SELECT name, setting, coalesce(unit, '') AS unit, short_desc, vartype, pending_restart
  FROM pg_settings WHERE vartype IN ('bool', 'integer', 'real') AND name <> 'sync_commit_cancel_wait'`;

const KIB = 1024;
const FACTORS: Readonly<Record<string, readonly [suffix: string, factor: number]>> = {
  us: ['_seconds', 1e-6],
  ms: ['_seconds', 1e-3],
  s: ['_seconds', 1],
  min: ['_seconds', 60],
  h: ['_seconds', 3600],
  d: ['_seconds', 86_400],
  B: ['_bytes', 1],
  kB: ['_bytes', KIB],
  MB: ['_bytes', KIB ** 2],
  GB: ['_bytes', KIB ** 3],
  TB: ['_bytes', KIB ** 4],
};

/** Settings that are numbers or switches, `pg_settings_<name>`, in seconds and bytes. */
export function settingsFamilies(rows: readonly Row[], labels: Readonly<Record<string, string>>): MetricFamily[] {
  const settings = rows.flatMap((row) => {
    const value = settingValue(row);
    if (value === undefined) return [];
    const { suffix, factor } = unitOf(String(row.unit));
    const name = `pg_settings_${String(row.name)
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]/g, '_')}${suffix}`;
    // -1 means the setting's default or none at all, whatever its unit.
    const sample = { labels, value: value === -1 ? -1 : scaled(value, factor) };
    return [{ name, help: String(row.short_desc), type: 'gauge' as const, samples: [sample] }];
  });
  const pending = rows.map((row) => ({
    labels: { ...labels, name: String(row.name) },
    value: row.pending_restart === true ? 1 : 0,
  }));
  const help = 'Whether the setting was changed in the file and waits for a restart';
  return [...settings, { name: 'pg_settings_pending_restart', help, type: 'gauge', samples: pending }];
}

function settingValue({ setting, vartype }: Row): number | undefined {
  if (vartype === 'bool') return setting === 'on' ? 1 : 0;
  const value = Number(setting);
  return Number.isNaN(value) ? undefined : value;
}

/** `8kB` is a unit too: blocks. */
function unitOf(unit: string): { readonly suffix: string; readonly factor: number } {
  const [, count, name] = /^(\d*)(.*)$/.exec(unit)!;
  const [suffix, factor] = FACTORS[name!] ?? ['', 1];
  return { suffix, factor: factor * (count === '' || suffix === '' ? 1 : Number(count)) };
}

/** Divides where that is exact: 10 ms are 0.01 s. */
const scaled = (value: number, factor: number) => (factor < 1 ? value / Math.round(1 / factor) : value * factor);
