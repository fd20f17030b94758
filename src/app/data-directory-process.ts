import { readFileSync } from 'node:fs';

/** A process as a lock names it. Pids are used again, after a reboot or in a new container above all. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; missing where these cannot be had. */
  readonly started?: string;
}

/** The fields of proc(5)'s stat after the name, which may hold spaces: state first, start tick the 20th. Linux only. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Boot id and start tick of a live process (Linux), `undefined` elsewhere. */
function startOf(pid: number): string | undefined {
  const stat = statOf(pid);
  if (stat === undefined) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${stat[19]}`;
}

/** A process that has ended keeps its pid until its parent asks for its exit code, but holds no files any more. */
const hasEnded = (pid: number): boolean => statOf(pid)?.[0] === 'Z';

export function thisProcess(): ProcessIdentity {
  const started = startOf(process.pid);
  return started === undefined ? { pid: process.pid } : { pid: process.pid, started };
}

/** Whether the process that `identity` names still runs. */
export function isSameProcess(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (hasEnded(identity.pid)) return false;
  const started = startOf(identity.pid);
  return started === undefined || identity.started === undefined || started === identity.started;
}
