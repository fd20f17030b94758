import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import { TICKS_PER_SECOND } from '../host/collectors/cpu.js';
import type { ProcessGroup } from './process-groups.js';

const STATES: Readonly<Record<string, string>> = { R: 'Running', S: 'Sleeping', D: 'Waiting', Z: 'Zombie' };
const OTHER_STATE = 'Other';

/** Groups as process-exporter shows them. `bootSeconds`: since 1970. */
export function groupFamilies(groups: readonly ProcessGroup[], bootSeconds: number): MetricFamily[] {
  const set = new FamilySet();
  for (const group of groups) takeGroup(set, group, bootSeconds);
  return set.families;
}

function takeGroup(set: FamilySet, { name: groupname, members, counts }: ProcessGroup, bootSeconds: number): void {
  const gauge = (name: string, help: string, value: number, labels: Record<string, string> = {}) =>
    set.gauge(`namedprocess_namegroup_${name}`, help, value, { groupname, ...labels });
  const counter = (name: string, help: string, value: number, labels: Record<string, string> = {}) =>
    set.counter(`namedprocess_namegroup_${name}`, help, value, { groupname, ...labels });
  const uses = members.map(({ use }) => use);
  const identities = members.map(({ identity }) => identity);

  gauge('num_procs', 'Processes in the group now.', members.length);
  counter('cpu_seconds_total', 'Time of the CPUs used.', counts.userSeconds, { mode: 'user' });
  counter('cpu_seconds_total', 'Time of the CPUs used.', counts.systemSeconds, { mode: 'system' });
  counter('read_bytes_total', 'Bytes read from disks.', counts.readBytes);
  counter('write_bytes_total', 'Bytes written to disks.', counts.writtenBytes);
  counter('major_page_faults_total', 'Page faults that read from a disk.', counts.majorFaults);
  counter('minor_page_faults_total', 'Page faults that did not.', counts.minorFaults);
  const switches = (ctxswitchtype: string, value: number) =>
    counter('context_switches_total', 'Switches away from its tasks.', value, { ctxswitchtype });
  switches('voluntary', counts.voluntarySwitches);
  switches('nonvoluntary', counts.involuntarySwitches);
  const memory = (memtype: string, value: number) => gauge('memory_bytes', 'Memory in use.', value, { memtype });
  memory('resident', sum(uses.map(({ residentBytes }) => residentBytes)));
  memory('virtual', sum(uses.map(({ virtualBytes }) => virtualBytes)));
  memory('swapped', sum(uses.map(({ swappedBytes }) => swappedBytes)));
  gauge('open_filedesc', 'Files that are open.', sum(uses.map(({ openFiles }) => openFiles)));
  const worst = uses.reduce((most, { openFilesRatio }) => Math.max(most, openFilesRatio), 0);
  gauge('worst_fd_ratio', 'Open files as a share of those allowed, of the process nearest to its limit.', worst);
  gauge('num_threads', 'Threads now.', sum(identities.map(({ threads }) => threads)));
  for (const state of [...Object.values(STATES), OTHER_STATE]) {
    const count = identities.filter((one) => (STATES[one.state] ?? OTHER_STATE) === state).length;
    gauge('states', 'Processes by state.', count, { state });
  }
  const oldest = identities.reduce((least, { startTicks }) => Math.min(least, startTicks), Number.POSITIVE_INFINITY);
  const started = members.length === 0 ? 0 : bootSeconds + oldest / TICKS_PER_SECOND;
  gauge('oldest_start_time_seconds', 'When its oldest process began, in seconds since 1970.', started);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
