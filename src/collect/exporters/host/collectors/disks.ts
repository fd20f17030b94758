import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Host } from '../host.js';

const count = (value: number) => value;
const bytes = (sectors: number) => sectors * 512;
const seconds = (ms: number) => ms / 1000;

/** The columns of `/proc/diskstats` behind the name: kind, metric behind `node_disk_`, its unit, help. */
const COLUMNS = [
  ['counter', 'reads_completed_total', count, 'The total number of reads completed successfully.'],
  ['counter', 'reads_merged_total', count, 'The total number of reads merged.'],
  ['counter', 'read_bytes_total', bytes, 'The total number of bytes read successfully.'],
  ['counter', 'read_time_seconds_total', seconds, 'The total number of seconds spent by all reads.'],
  ['counter', 'writes_completed_total', count, 'The total number of writes completed successfully.'],
  ['counter', 'writes_merged_total', count, 'The number of writes merged.'],
  ['counter', 'written_bytes_total', bytes, 'The total number of bytes written successfully.'],
  ['counter', 'write_time_seconds_total', seconds, 'The total number of seconds spent by all writes.'],
  ['gauge', 'io_now', count, 'The number of I/Os currently in progress.'],
  ['counter', 'io_time_seconds_total', seconds, 'Total seconds spent doing I/Os.'],
  ['counter', 'io_time_weighted_seconds_total', seconds, 'The weighted number of seconds spent doing I/Os.'],
  ['counter', 'discards_completed_total', count, 'The total number of discards completed successfully.'],
  ['counter', 'discards_merged_total', count, 'The total number of discards merged.'],
  ['counter', 'discarded_sectors_total', count, 'The total number of sectors discarded successfully.'],
  ['counter', 'discard_time_seconds_total', seconds, 'The total number of seconds spent by all discards.'],
  ['counter', 'flush_requests_total', count, 'The total number of flush requests completed successfully.'],
  ['counter', 'flush_requests_time_seconds_total', seconds, 'The total number of seconds spent by all flush requests.'],
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
  return set.families();
}
