import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import type { Host } from '../host.js';

const MICROSECONDS = 1e6;

/** File, its line (`some`: one task waits; `full`: all do), metric, help. */
const STALLS = [
  ['cpu', 'some', 'cpu_waiting', 'Total time in seconds that processes have waited for CPU time'],
  ['io', 'some', 'io_waiting', 'Total time in seconds that processes have waited due to IO congestion'],
  ['io', 'full', 'io_stalled', 'Total time in seconds no process could make progress due to IO congestion'],
  ['memory', 'some', 'memory_waiting', 'Total time in seconds that processes have waited for memory'],
  ['memory', 'full', 'memory_stalled', 'Total time in seconds no process could make progress due to memory congestion'],
  ['irq', 'full', 'irq_stalled', 'Total time in seconds no process could make progress due to IRQ congestion'],
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
  return set.families();
}
