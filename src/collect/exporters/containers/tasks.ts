import { inParallel } from '../in-parallel.js';
import { readIdentity } from '../process/process-facts.js';
import type { SourceTree } from '../sources.js';

/** Processes of one container whose states are read. */
const MAX_PROCESSES = 1000;

interface Tasks {
  readonly processes: number;
  readonly states: ReadonlyMap<string, number>;
}

/** The processes in a container's group by their state. `file`: its list of process ids, below `sys`. */
export async function tasksOf(proc: SourceTree, sys: SourceTree, file: string): Promise<Tasks | undefined> {
  const text = await sys.textIfAny(file);
  if (text === undefined) return undefined;
  const pids = text.split('\n').filter((line) => line !== '');
  const states = new Map<string, number>();
  const identities = await inParallel(pids.slice(0, MAX_PROCESSES), 4, (pid) => readIdentity(proc, Number(pid)));
  for (const identity of identities) {
    if (identity !== undefined) states.set(identity.state, (states.get(identity.state) ?? 0) + 1);
  }
  return { processes: pids.length, states };
}
