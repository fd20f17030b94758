import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** https://docs.kernel.org/admin-guide/sysctl/kernel.html#random */
export async function entropy({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const number = (file: string) => proc.number(`sys/kernel/random/${file}`);
  set.gauge('node_entropy_available_bits', 'Random bits at hand.', await number('entropy_avail'));
  set.gauge('node_entropy_pool_size_bits', 'Random bits that can be kept.', await number('poolsize'));
  return set.families;
}
