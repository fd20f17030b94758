import { hostname, machine, release, type as systemName, version } from 'node:os';
import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** What `uname` says; of the host, where its `/proc` is mounted. */
export async function kernelName({ proc }: Host): Promise<MetricFamily[]> {
  const text = (file: string) => proc.line(`sys/kernel/${file}`);
  const set = new FamilySet();
  set.gauge('node_uname_info', 'Names of the kernel and of the machine.', 1, {
    sysname: (await text('ostype')) ?? systemName(),
    release: (await text('osrelease')) ?? release(),
    version: (await text('version')) ?? version(),
    machine: machine(),
    nodename: (await text('hostname')) ?? hostname(),
    domainname: (await text('domainname')) ?? '(none)',
  });
  return set.families;
}
