import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const SHOWN = /^(oom_kill|pgpg|pswp|pg.*fault)/;

/** Paging, swapping, faults and kills for want of memory, of `/proc/vmstat`. */
export async function virtualMemory({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const line of (await proc.text('vmstat')).split('\n')) {
    const [field, value] = line.split(' ');
    if (SHOWN.test(field!)) set.untyped(`node_vmstat_${field}`, `${field} of /proc/vmstat.`, Number(value));
  }
  return set.families;
}
