import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Host } from '../host.js';

/** Columns of `/proc/net/softnet_stat`, in hexadecimal; a line for each CPU. */
const COLUMNS = [
  [0, 'node_softnet_processed_total', 'Number of processed packets.'],
  [1, 'node_softnet_dropped_total', 'Number of dropped packets.'],
  [2, 'node_softnet_times_squeezed_total', 'Number of times processing packets ran out of quota.'],
  [8, 'node_softnet_cpu_collision_total', 'Number of collisions while obtaining a device lock on transmit.'],
  [9, 'node_softnet_received_rps_total', 'Number of times the CPU was woken up to receive packets.'],
  [10, 'node_softnet_flow_limit_count_total', 'Number of times the flow limit was reached.'],
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
  return set.families();
}
