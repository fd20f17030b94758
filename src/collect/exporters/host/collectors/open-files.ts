import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** https://docs.kernel.org/admin-guide/sysctl/fs.html#file-max-file-nr */
export async function openFiles({ proc }: Host): Promise<MetricFamily[]> {
  const [allocated, , maximum] = (await proc.text('sys/fs/file-nr')).trim().split(/\s+/).map(Number);
  const set = new FamilySet();
  set.gauge('node_filefd_allocated', 'Files that are open on the machine.', allocated);
  set.gauge('node_filefd_maximum', 'Files that may be open on the machine.', maximum);
  return set.families;
}
