import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const COUNTS = ['found', 'invalid', 'ignore', 'insert', 'insert_failed', 'drop', 'early_drop', 'search_restart'];

/** https://docs.kernel.org/networking/nf_conntrack-sysctl.html; nothing where the kernel tracks no connections. */
export async function connectionTracking({ proc, net }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const number = (file: string) => proc.number(`sys/net/netfilter/${file}`);
  const entries = 'Connections that are tracked.';
  set.gauge('node_nf_conntrack_entries', entries, await number('nf_conntrack_count'));
  set.gauge('node_nf_conntrack_entries_limit', 'Connections that can be tracked.', await number('nf_conntrack_max'));
  const [heading, ...rows] = ((await net.textIfAny('stat/nf_conntrack')) ?? '').trim().split('\n');
  const columns = heading!.split(/\s+/);
  for (const name of rows.length === 0 ? [] : COUNTS) {
    const column = columns.indexOf(name);
    if (column < 0) continue;
    // A row for each CPU, in hexadecimal.
    const sum = rows.reduce((total, row) => total + Number.parseInt(row.trim().split(/\s+/)[column] ?? '0', 16), 0);
    set.gauge(`node_nf_conntrack_stat_${name}`, `Connection tracking: ${name}, of all CPUs.`, sum);
  }
  return set.families;
}
