import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const MICROSECONDS = 1e6;

/** File, its line (`some`: one task waits; `full`: all do), metric, help. */
const STALLS = [
  ['cpu', 'some', 'cpu_waiting', 'Time in which a task waited for a CPU.'],
  ['io', 'some', 'io_waiting', 'Time in which a task waited for a disk.'],
  ['io', 'full', 'io_stalled', 'Time in which all tasks waited for a disk.'],
  ['memory', 'some', 'memory_waiting', 'Time in which a task waited for memory.'],
  ['memory', 'full', 'memory_stalled', 'Time in which all tasks waited for memory.'],
  ['irq', 'full', 'irq_stalled', 'Time in which all tasks waited for interrupts.'],
] as const;

/** https://docs.kernel.org/accounting/psi.html; nothing where the kernel does not account for it. */
export async function pressure({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const [file, kind, name, help] of STALLS) {
    const text = (await proc.textIfAny(`pressure/${file}`)) ?? '';
    const line = text.split('\n').find((one) => one.startsWith(`${kind} `));
    const total = / total=(\d+)/.exec(line ?? '')?.[1];
    if (total !== undefined) set.counter(`node_pressure_${name}_seconds_total`, help, Number(total) / MICROSECONDS);
  }
  return set.families;
}
