import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** How many hardware addresses of IPv4 neighbours each device knows. https://man7.org/linux/man-pages/man5/proc_pid_net.5.html */
export async function neighbours({ net }: Host): Promise<MetricFamily[]> {
  const counts = new Map<string, number>();
  for (const line of (await net.text('arp')).trim().split('\n').slice(1)) {
    const device = line.split(/\s+/).at(-1)!;
    counts.set(device, (counts.get(device) ?? 0) + 1);
  }
  const set = new FamilySet();
  for (const [device, count] of counts)
    set.gauge('node_arp_entries', 'Neighbours whose hardware address is known.', count, { device });
  return set.families;
}
