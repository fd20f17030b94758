import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** https://man7.org/linux/man-pages/man5/proc_loadavg.5.html */
export async function load({ proc }: Host): Promise<MetricFamily[]> {
  return loadFamilies((await proc.text('loadavg')).split(' ').slice(0, 3).map(Number));
}

/** Of 1, 5 and 15 minutes. */
export function loadFamilies(averages: readonly number[]): MetricFamily[] {
  const set = new FamilySet();
  [1, 5, 15].forEach((minutes, at) => {
    set.gauge(`node_load${minutes}`, `Tasks that ran or waited to run, averaged over ${minutes} min.`, averages[at]);
  });
  return set.families;
}
