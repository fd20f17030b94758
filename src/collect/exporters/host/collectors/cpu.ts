import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'];
const GUEST_MODES = ['user', 'nice'];

/** The kernel's user interface counts in hundredths of a second on every architecture that node runs on. */
export const TICKS_PER_SECOND = 100;

/** Seconds of each CPU by mode, and of those the guests' share. https://man7.org/linux/man-pages/man5/proc_stat.5.html */
export async function cpu({ proc, sys }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const cpus: string[] = [];
  for (const line of (await proc.text('stat')).split('\n')) {
    const [, number, ticks] = /^cpu(\d+) (.*)$/.exec(line) ?? [];
    if (number === undefined) continue;
    cpus.push(number);
    const seconds = ticks!.split(' ').map((count) => Number(count) / TICKS_PER_SECOND);
    MODES.forEach((mode, at) => {
      set.counter('node_cpu_seconds_total', 'Time of each CPU by what it did.', seconds[at], { cpu: number, mode });
    });
    GUEST_MODES.forEach((mode, at) => {
      const value = seconds[MODES.length + at];
      const help = 'Time of each CPU that virtual machines had of it.';
      set.counter('node_cpu_guest_seconds_total', help, value, { cpu: number, mode });
    });
  }
  if (cpus.length === 0) throw new Error('stat has no CPUs');
  const packages = new Map<string, number | undefined>();
  for (const number of cpus) {
    const at = `devices/system/cpu/cpu${number}`;
    const throttles = await sys.number(`${at}/thermal_throttle/core_throttle_count`);
    if (throttles === undefined) continue;
    const socket = (await sys.line(`${at}/topology/physical_package_id`)) ?? '';
    const core = (await sys.line(`${at}/topology/core_id`)) ?? '';
    const help = 'How often the core was slowed down for its heat.';
    set.counter('node_cpu_core_throttles_total', help, throttles, { package: socket, core });
    packages.set(socket, await sys.number(`${at}/thermal_throttle/package_throttle_count`));
  }
  for (const [socket, count] of packages) {
    const help = 'How often the package was slowed down for its heat.';
    set.counter('node_cpu_package_throttles_total', help, count, { package: socket });
  }
  return set.families;
}
