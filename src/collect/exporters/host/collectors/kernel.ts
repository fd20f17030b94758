import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** The first number of these lines of `/proc/stat`. */
const LINES = [
  ['counter', 'intr', 'node_intr_total', 'Interrupts.'],
  ['counter', 'ctxt', 'node_context_switches_total', 'Switches from one task to another.'],
  ['counter', 'processes', 'node_forks_total', 'Processes and threads made.'],
  ['gauge', 'btime', 'node_boot_time_seconds', 'When the machine was started, in seconds since 1970.'],
  ['gauge', 'procs_running', 'node_procs_running', 'Tasks that run or could.'],
  ['gauge', 'procs_blocked', 'node_procs_blocked', 'Tasks that wait for a disk.'],
] as const;

/** https://man7.org/linux/man-pages/man5/proc_stat.5.html */
export async function kernel({ proc }: Host): Promise<MetricFamily[]> {
  const words = new Map(
    (await proc.text('stat')).split('\n').map((line) => [line.split(' ', 1)[0]!, line.split(' ', 2)[1]]),
  );
  const set = new FamilySet();
  for (const [kind, word, metric, help] of LINES) {
    const value = words.get(word);
    if (value !== undefined) set[kind](metric, help, Number(value));
  }
  return set.families;
}
