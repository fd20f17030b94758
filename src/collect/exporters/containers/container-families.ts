import type { FamilySet } from '../family-set.js';
import type { Container } from './container.js';
import type { ContainerUsage, TaskUsage } from './container-usage.js';
import { CPU, DISKS, MEMORY, RECEIVED, SENT } from './usage-figures.js';

type Labels = Readonly<Record<string, string>>;

const DEFAULT_CPU_PERIOD = 100_000;
const DEFAULT_CPU_SHARES = 1024;

/** Letters of `/proc/<pid>/stat` by cAdvisor's word. */
const STATES: Readonly<Record<string, string>> = { running: 'R', sleeping: 'S', stopped: 'T', uninterruptible: 'D' };

/** The labels of a container's metrics. `path`: of its control group. */
export function containerLabels(path: string, container?: Container): Labels {
  if (container === undefined) return { id: path };
  return { ...container.labels, id: path, image: container.image, name: container.name };
}

/** What a container has used. `deviceOf` gives the name of the disk with a number (`8:0`). */
export function takeUsage(
  set: FamilySet,
  labels: Labels,
  usage: ContainerUsage,
  deviceOf: (number: string) => string,
): void {
  const { cpu, memory, disks = [], networks = [], tasks } = usage;
  const total = { ...labels, cpu: 'total' };
  set.counter('container_cpu_usage_seconds_total', 'Time of the CPUs used.', cpu?.totalSeconds, total);
  for (const [field, kind, name, help] of CPU) set[kind](name, help, cpu?.[field], labels);
  for (const [field, kind, name, help] of MEMORY) set[kind](name, help, memory?.[field], labels);
  const faults = (failure_type: string, value: number | undefined) => {
    const at = { ...labels, failure_type, scope: 'hierarchy' };
    set.counter('container_memory_failures_total', 'Page faults.', value, at);
  };
  faults('pgfault', memory?.pageFaults);
  faults('pgmajfault', memory?.majorPageFaults);
  for (const disk of disks) {
    const at = { ...labels, device: deviceOf(disk.number) };
    for (const [field, kind, name, help] of DISKS) set[kind](name, help, Number(disk[field]), at);
  }
  for (const { device, received, sent } of networks) {
    const at = { ...labels, interface: device };
    for (const [field, kind, name, help] of RECEIVED) set[kind](name, help, received[field], at);
    for (const [field, kind, name, help] of SENT) set[kind](name, help, sent[field], at);
  }
  if (tasks !== undefined) takeTasks(set, labels, tasks);
}

function takeTasks(set: FamilySet, labels: Labels, { processes, threads, threadsMax, states }: TaskUsage): void {
  set.gauge('container_processes', 'Processes that run.', processes, labels);
  set.gauge('container_threads', 'Threads that run.', threads, labels);
  set.gauge('container_threads_max', 'The most threads that may run.', threadsMax, labels);
  if (states === undefined) return;
  for (const [state, letter] of Object.entries(STATES)) {
    set.gauge('container_tasks_state', 'Tasks by state.', states.get(letter) ?? 0, { ...labels, state });
  }
}

/** What a container is, and may use; a limit of 0 is none. */
export function takeSpecification(set: FamilySet, labels: Labels, { limits, started }: Container): void {
  set.gauge('container_start_time_seconds', 'When it started, in seconds since 1970.', started, labels);
  const { CpuPeriod, CpuQuota, NanoCpus, CpuShares, Memory = 0, MemoryReservation = 0, MemorySwap = 0 } = limits;
  const period = CpuPeriod || DEFAULT_CPU_PERIOD;
  const quota = NanoCpus ? (NanoCpus / 1e9) * period : (CpuQuota ?? 0) > 0 ? CpuQuota : undefined;
  set.gauge('container_spec_cpu_period', 'Period of the CPU quota, in µs.', period, labels);
  set.gauge('container_spec_cpu_quota', 'Time of the CPUs in each period, in µs.', quota, labels);
  set.gauge(
    'container_spec_cpu_shares',
    'Share of the CPUs, relative to others.',
    CpuShares || DEFAULT_CPU_SHARES,
    labels,
  );
  set.gauge('container_spec_memory_limit_bytes', 'The most memory that it may use.', Memory, labels);
  const reservation = 'Memory that it is kept to when memory runs short.';
  set.gauge('container_spec_memory_reservation_limit_bytes', reservation, MemoryReservation, labels);
  // -1 is without a limit.
  const swap = Math.max(0, MemorySwap);
  set.gauge('container_spec_memory_swap_limit_bytes', 'The most memory and swap that it may use.', swap, labels);
}
