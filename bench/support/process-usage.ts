import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ: what one tick of utime and stime is on every Linux that Node runs on, in 1/s. */
const TICKS_PER_SECOND = 100;

/** CPU seconds (user and system) of a process or thread; `path` is its directory in /proc. */
function cpuSeconds(path: string): { name: string; seconds: number } {
  const stat = readFileSync(`${path}/stat`, 'utf8');
  const nameEnd = stat.lastIndexOf(')');
  // Fields of proc_pid_stat(5) after the name: state is the third of all, utime the 14th, stime the 15th.
  const fields = stat.slice(nameEnd + 2).split(' ');
  return {
    name: stat.slice(stat.indexOf('(') + 1, nameEnd),
    seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
  };
}

/** CPU seconds of a process since its start, threads that ended included. */
export const processCpu = (pid: number): number => cpuSeconds(`/proc/${pid}`).seconds;

/** The most memory that a process ever had resident, bytes. */
export function peakRss(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}

/**
 * CPU seconds by thread name, of the threads that live now. The main thread is called `main`, libuv's pool and V8's
 * helpers have names of their own; ClickHouse names its threads by what they do at the time of looking.
 */
export function cpuByThread(pid: number): Map<string, number> {
  const byId = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const { name, seconds } = cpuSeconds(`/proc/${pid}/task/${thread}`);
      byId.set(`${thread === String(pid) ? 'main' : name} ${thread}`, seconds);
    } catch {
      // It ended between the listing and the look.
    }
  }
  return byId;
}
