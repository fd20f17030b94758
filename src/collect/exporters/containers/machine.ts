import { cpus, release, totalmem } from 'node:os';
import type { FamilySet } from '../family-set.js';
import type { SourceTree } from '../sources.js';
import { type MemoryUsage, workingSet } from './container-usage.js';

/** The trees of the machine whose containers they are. */
export interface Machine {
  readonly proc: SourceTree;
  readonly sys: SourceTree;
  readonly root: SourceTree;
}

/** What the machine has: `machine_*`. */
export async function takeMachine(set: FamilySet, { proc, sys, root }: Machine): Promise<void> {
  const labels = {
    boot_id: (await proc.line('sys/kernel/random/boot_id')) ?? '',
    machine_id: (await root.line('etc/machine-id')) ?? '',
    system_uuid: (await sys.line('class/dmi/id/product_uuid')) ?? '',
  };
  const blocks = ((await proc.textIfAny('cpuinfo')) ?? '')
    .split('\n\n')
    .filter((block) => /^processor\s*:/m.test(block));
  const field = (name: string) => (block: string) => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(block)?.[1] ?? '0';
  const sockets = new Set(blocks.map(field('physical id')));
  const cores = new Set(blocks.map((block) => `${field('physical id')(block)}/${field('core id')(block)}`));
  const hasTopology = blocks.some((block) => /^core id\s*:/m.test(block));
  set.gauge('machine_cpu_cores', 'Logical CPU cores.', blocks.length || cpus().length, labels);
  if (hasTopology) {
    set.gauge('machine_cpu_physical_cores', 'Physical CPU cores.', cores.size, labels);
    set.gauge('machine_cpu_sockets', 'CPU sockets.', sockets.size, labels);
  }
  const memory = await memoryOf(proc);
  set.gauge('machine_memory_bytes', 'Memory installed.', memory('MemTotal') ?? totalmem(), labels);
  set.gauge('machine_swap_bytes', 'Swap space.', memory('SwapTotal'), labels);
}

/** The release of the machine's kernel and the name of its system. */
export async function systemOf({ proc, root }: Machine): Promise<{ kernelVersion: string; osVersion: string }> {
  const osRelease = (await root.textIfAny('etc/os-release')) ?? '';
  return {
    kernelVersion: (await proc.line('sys/kernel/osrelease')) ?? release(),
    osVersion: /^PRETTY_NAME="?(.*?)"?$/m.exec(osRelease)?.[1] ?? '',
  };
}

/** `/dev/sda` for `8:0`. */
export async function diskNames({ proc }: Machine): Promise<(number: string) => string> {
  const text = (await proc.textIfAny('diskstats')) ?? '';
  const names = new Map(
    [...text.matchAll(/^ *(\d+) +(\d+) (\S+)/gm)].map(([, a, b, name]) => [`${a}:${b}`, `/dev/${name}`]),
  );
  return (number) => names.get(number) ?? number;
}

/** Memory in use on the whole machine, in bytes: the group of all has no such figures in version 2. */
export async function machineMemory({ proc }: Machine): Promise<Pick<MemoryUsage, 'usage' | 'workingSet'>> {
  const bytes = await memoryOf(proc);
  const total = bytes('MemTotal');
  const free = bytes('MemFree');
  const usage = total === undefined || free === undefined ? undefined : total - free;
  return { usage, workingSet: workingSet(usage, bytes('Inactive(file)')) };
}

/** The lines of `/proc/meminfo`, in bytes. */
async function memoryOf(proc: SourceTree): Promise<(name: string) => number | undefined> {
  const text = (await proc.textIfAny('meminfo')) ?? '';
  const lines = [...text.matchAll(/^(\S+): +(\d+) kB$/gm)];
  const bytes = new Map(lines.map(([, name, kilobytes]) => [name!, Number(kilobytes) * 1024]));
  return (name) => bytes.get(name);
}
