import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const count = (value: number) => value;
const bytes = (sectors: number) => sectors * 512;
const seconds = (ms: number) => ms / 1000;

/** The columns of `/proc/diskstats` behind the name: kind, metric behind `node_disk_`, its unit, help. */
const COLUMNS = [
  ['counter', 'reads_completed_total', count, 'Reads done.'],
  ['counter', 'reads_merged_total', count, 'Reads joined to a neighbour.'],
  ['counter', 'read_bytes_total', bytes, 'Bytes read.'],
  ['counter', 'read_time_seconds_total', seconds, 'Time that reads took, all together.'],
  ['counter', 'writes_completed_total', count, 'Writes done.'],
  ['counter', 'writes_merged_total', count, 'Writes joined to a neighbour.'],
  ['counter', 'written_bytes_total', bytes, 'Bytes written.'],
  ['counter', 'write_time_seconds_total', seconds, 'Time that writes took, all together.'],
  ['gauge', 'io_now', count, 'Requests under way.'],
  ['counter', 'io_time_seconds_total', seconds, 'Time in which requests were under way.'],
  ['counter', 'io_time_weighted_seconds_total', seconds, 'Time in which requests were under way, times their number.'],
  ['counter', 'discards_completed_total', count, 'Discards done.'],
  ['counter', 'discards_merged_total', count, 'Discards joined to a neighbour.'],
  ['counter', 'discarded_sectors_total', count, 'Sectors discarded.'],
  ['counter', 'discard_time_seconds_total', seconds, 'Time that discards took, all together.'],
  ['counter', 'flush_requests_total', count, 'Flushes done.'],
  ['counter', 'flush_requests_time_seconds_total', seconds, 'Time that flushes took, all together.'],
] as const;

/** https://docs.kernel.org/admin-guide/iostats.html */
export async function disks({ proc, sys, excluded }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const line of (await proc.text('diskstats')).split('\n')) {
    const [major, minor, device, ...columns] = line.trim().split(/\s+/);
    if (device === undefined || excluded.disk(device)) continue;
    COLUMNS.forEach(([kind, name, unit, help], at) => {
      if (columns[at] !== undefined) set[kind](`node_disk_${name}`, help, unit(Number(columns[at])), { device });
    });
    set.gauge('node_disk_info', 'What is known of the disk.', 1, {
      device,
      major: major!,
      minor: minor!,
      model: (await sys.line(`block/${device}/device/model`)) ?? '',
      serial: (await sys.line(`block/${device}/serial`)) ?? (await sys.line(`block/${device}/device/serial`)) ?? '',
      rotational: (await sys.line(`block/${device}/queue/rotational`)) ?? '',
    });
  }
  return set.families;
}
