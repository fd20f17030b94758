import { TICKS_PER_SECOND } from '../host/collectors/cpu.js';
import type { SourceTree } from '../sources.js';

const MAX_ARGUMENT_BYTES = 16 * 1024;

/** What a process is. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly parent: number;
  readonly comm: string;
  /** In ticks since the boot: with the pid it names a process for ever. */
  readonly startTicks: number;
  /** One letter of `/proc/<pid>/stat`. */
  readonly state: string;
  readonly threads: number;
  readonly counts: Omit<ProcessCounts, 'readBytes' | 'writtenBytes' | 'voluntarySwitches' | 'involuntarySwitches'>;
}

/** What only grows. */
export interface ProcessCounts {
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
}

/** What a process has now, and has done so far. */
export interface ProcessUse {
  readonly counts: ProcessCounts;
  readonly residentBytes: number;
  readonly virtualBytes: number;
  readonly swappedBytes: number;
  readonly openFiles: number;
  /** Share of the files that it may open. */
  readonly openFilesRatio: number;
  /** What may not be read stands as 0. */
  readonly complete: boolean;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; `undefined` for a process that has gone. */
export async function readIdentity(proc: SourceTree, pid: number): Promise<ProcessIdentity | undefined> {
  const text = await proc.textIfAny(`${pid}/stat`);
  const open = text?.indexOf('(') ?? -1;
  const close = text?.lastIndexOf(')') ?? -1;
  if (text === undefined || open < 0 || close < 0) return undefined;
  // The name may have brackets and spaces in it; the third field stands behind it.
  const fields = text.slice(close + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    comm: text.slice(open + 1, close),
    state: fields[0]!,
    parent: field(4),
    threads: field(20),
    startTicks: field(22),
    counts: {
      minorFaults: field(10),
      majorFaults: field(12),
      userSeconds: field(14) / TICKS_PER_SECOND,
      systemSeconds: field(15) / TICKS_PER_SECOND,
    },
  };
}

/** Its arguments; none for threads of the kernel. Those beyond 16 KiB are left out. */
export async function readArguments(proc: SourceTree, pid: number): Promise<string[]> {
  const text = await proc.headIfAny(`${pid}/cmdline`, MAX_ARGUMENT_BYTES);
  return (text ?? '').replace(/\0+$/, '').split('\0');
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html; `undefined` for a process that has gone. */
export async function readUse(proc: SourceTree, { pid, counts }: ProcessIdentity): Promise<ProcessUse | undefined> {
  const status = await proc.textIfAny(`${pid}/status`);
  if (status === undefined) return undefined;
  const io = await proc.textIfAny(`${pid}/io`);
  const files = await proc.count(`${pid}/fd`);
  const limit = /^Max open files +(\d+)/m.exec((await proc.textIfAny(`${pid}/limits`)) ?? '')?.[1];
  return {
    counts: {
      ...counts,
      readBytes: numberOf(io, 'read_bytes'),
      writtenBytes: numberOf(io, 'write_bytes'),
      voluntarySwitches: numberOf(status, 'voluntary_ctxt_switches'),
      involuntarySwitches: numberOf(status, 'nonvoluntary_ctxt_switches'),
    },
    residentBytes: numberOf(status, 'VmRSS') * 1024,
    virtualBytes: numberOf(status, 'VmSize') * 1024,
    swappedBytes: numberOf(status, 'VmSwap') * 1024,
    openFiles: files ?? 0,
    openFilesRatio: limit === undefined ? 0 : (files ?? 0) / Number(limit),
    complete: io !== undefined && files !== undefined,
  };
}

/** The number in the line `name: 12`. */
function numberOf(text: string | undefined, name: string): number {
  const at = `\n${text ?? ''}`.indexOf(`\n${name}:`);
  return at < 0 ? 0 : Number.parseInt(text!.slice(at + name.length + 1), 10);
}
