import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** https://man7.org/linux/man-pages/man5/proc_pid_net.5.html: what has been received and sent by each device. */
export async function networkDevices({ net, excluded }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const { device, counts } of networkCounts(await net.text('dev'))) {
    if (excluded.networkDevice(device)) continue;
    for (const [name, value] of counts) {
      set.counter(`node_network_${name}_total`, `${name} of the network device.`, value, { device });
    }
  }
  return set.families;
}

interface DeviceCounts {
  readonly device: string;
  /** `receive_bytes`, `transmit_colls`, … */
  readonly counts: readonly (readonly [string, number])[];
}

/** The table that is in `net/dev`: its second line names the columns of what was received and of what was sent. */
export function networkCounts(text: string): DeviceCounts[] {
  const [, heading = '', ...rows] = text.split('\n');
  const [, received = '', sent = ''] = heading.split('|');
  const named = (direction: string, columns: string) =>
    columns
      .trim()
      .split(/\s+/)
      .map((column) => `${direction}_${column}`);
  const names = [...named('receive', received), ...named('transmit', sent)];
  return rows.flatMap((row) => {
    const colon = row.lastIndexOf(':');
    if (colon < 0) return [];
    const values = row
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    const counts = names.map((name, at) => [name, values[at] ?? 0] as const);
    return [{ device: row.slice(0, colon).trim(), counts }];
  });
}
