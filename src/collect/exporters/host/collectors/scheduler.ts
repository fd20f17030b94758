import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const NANOSECONDS = 1e9;

/** https://docs.kernel.org/scheduler/sched-stats.html; nothing where the kernel does not count it. */
export async function scheduler({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const line of ((await proc.textIfAny('schedstat')) ?? '').split('\n')) {
    const [, cpu, figures] = /^cpu(\d+) (.*)$/.exec(line) ?? [];
    if (cpu === undefined) continue;
    const [running, waiting, slices] = figures!.trim().split(/\s+/).slice(-3).map(Number) as [number, number, number];
    set.counter('node_schedstat_running_seconds_total', 'Time in which the CPU ran a task.', running / NANOSECONDS, {
      cpu,
    });
    const help = 'Time that tasks waited for the CPU.';
    set.counter('node_schedstat_waiting_seconds_total', help, waiting / NANOSECONDS, { cpu });
    set.counter('node_schedstat_timeslices_total', 'How often a task was given the CPU.', slices, { cpu });
  }
  return set.families;
}
