import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** The unit of `mem`; pages of 16 or 64 KiB are rare, and cannot be asked for from here. */
const PAGE_BYTES = 4096;

/** Sockets in use: `TCP: inuse 3 … mem 1` is `node_sockstat_TCP_inuse`, `node_sockstat_TCP_mem_bytes`. */
export async function sockets({ net }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const file of ['sockstat', 'sockstat6']) {
    // Without IPv6 there is no second one.
    const text = file === 'sockstat' ? await net.text(file) : await net.textIfAny(file);
    for (const line of (text ?? '').split('\n')) takeLine(set, line);
  }
  return set.families;
}

function takeLine(set: FamilySet, line: string): void {
  const [protocol, ...pairs] = line.split(/:? /);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = `${protocol}_${pairs[at]}`;
    const value = Number(pairs[at + 1]);
    const help = (of: string) => `Sockets of ${protocol}: ${of}.`;
    set.gauge(`node_sockstat_${name}`, help(pairs[at]!), value);
    if (pairs[at] === 'mem') set.gauge(`node_sockstat_${name}_bytes`, help('mem_bytes'), value * PAGE_BYTES);
  }
}
