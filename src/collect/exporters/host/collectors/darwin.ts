import { cpus, freemem, loadavg, networkInterfaces, totalmem, uptime } from 'node:os';
import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';
import { fileSystemFamilies } from './file-systems.js';
import { loadFamilies } from './load.js';

/** What node itself can say of a host without `/proc`: of macOS, and in part of others. https://nodejs.org/api/os.html */

const MODES = { user: 'user', nice: 'nice', sys: 'system', idle: 'idle' } as const;

export async function darwinCpu(): Promise<MetricFamily[]> {
  const set = new FamilySet();
  cpus().forEach(({ times }, at) => {
    for (const [field, mode] of Object.entries(MODES)) {
      const seconds = times[field as keyof typeof MODES] / 1000;
      set.counter('node_cpu_seconds_total', 'Time of each CPU by what it did.', seconds, { cpu: String(at), mode });
    }
  });
  return set.families;
}

export async function darwinLoad(): Promise<MetricFamily[]> {
  return loadFamilies(loadavg());
}

export async function darwinMemory(): Promise<MetricFamily[]> {
  const set = new FamilySet();
  set.gauge('node_memory_total_bytes', 'Memory of the machine.', totalmem());
  set.gauge('node_memory_free_bytes', 'Memory that nothing uses.', freemem());
  return set.families;
}

/** Of the system's volume and the one with people's files; node cannot list the others. */
export async function darwinFileSystems(host: Host): Promise<MetricFamily[]> {
  const mounts = [
    { device: '/', mountpoint: '/', fstype: 'apfs', options: ['ro'] },
    { device: '/System/Volumes/Data', mountpoint: '/System/Volumes/Data', fstype: 'apfs', options: [] },
  ];
  return fileSystemFamilies(host, mounts);
}

/** Which devices have addresses; node does not count what they receive and send. */
export async function darwinNetwork(): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const [device, addresses] of Object.entries(networkInterfaces())) {
    const address = addresses?.[0]?.mac ?? '';
    set.gauge('node_network_info', 'What is known of the device.', 1, { device, address, operstate: 'up' });
    set.gauge('node_network_up', 'Whether the device is up.', 1, { device });
  }
  return set.families;
}

export async function darwinBoot({ now }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  set.gauge(
    'node_boot_time_seconds',
    'When the machine was started, in seconds since 1970.',
    Math.round(now() / 1000 - uptime()),
  );
  return set.families;
}
