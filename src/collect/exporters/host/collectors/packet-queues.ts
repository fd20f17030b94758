import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** Columns of `/proc/net/softnet_stat`, in hexadecimal; a line for each CPU. */
const COLUMNS = [
  [0, 'node_softnet_processed_total', 'Packets taken from the device.'],
  [1, 'node_softnet_dropped_total', 'Packets dropped because the queue was full.'],
  [2, 'node_softnet_times_squeezed_total', 'How often there was more than could be taken at once.'],
  [8, 'node_softnet_cpu_collision_total', 'How often a device was locked while sending.'],
  [9, 'node_softnet_received_rps_total', 'How often another CPU asked this one to receive.'],
  [10, 'node_softnet_flow_limit_count_total', 'How often one flow had too many packets.'],
] as const;

/** The column that names the CPU, where the kernel writes it; those that are off have no line. */
const CPU_COLUMN = 12;

export async function packetQueues({ net }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const lines = (await net.text('softnet_stat')).trim().split('\n');
  lines.forEach((line, at) => {
    const values = line.split(/\s+/).map((value) => Number.parseInt(value, 16));
    const cpu = String(values[CPU_COLUMN] ?? at);
    for (const [column, metric, help] of COLUMNS) set.counter(metric, help, values[column], { cpu });
  });
  return set.families;
}
