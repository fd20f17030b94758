import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/**
 * Every line of `/proc/meminfo`: `Active(anon):  12 kB` is `node_memory_Active_anon_bytes`; what has no unit is a number of
 * pages. https://man7.org/linux/man-pages/man5/proc_meminfo.5.html
 */
export async function memory({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const line of (await proc.text('meminfo')).split('\n')) {
    const [, field, amount, unit] = /^(\S+):\s+(\d+)( kB)?$/.exec(line) ?? [];
    if (field === undefined) continue;
    const name = `node_memory_${field.replace(/\((.*)\)/, '_$1')}${unit === undefined ? '' : '_bytes'}`;
    const value = Number(amount) * (unit === undefined ? 1 : 1024);
    set.gauge(name, `${field} of /proc/meminfo.`, value);
  }
  return set.families;
}
