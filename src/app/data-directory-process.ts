import { readFileSync } from 'node:fs';

/** A process as a lock names it. Pids are used again, after a reboot or in a new container above all. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; missing where these cannot be had. */
  readonly started?: string;
}

/** Boot id and start tick of a live process (Linux), `undefined` elsewhere. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold spaces; start time is the 20th field after it (proc(5), field 22).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const tick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot}/${tick}`;
  } catch {
    return undefined;
  }
}

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
  const started = startOf(identity.pid);
  return started === undefined || identity.started === undefined || started === identity.started;
}
