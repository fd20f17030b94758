import type { SourceTree } from '../sources.js';
import { cgroup1Usage } from './cgroup1-usage.js';
import { cgroup2Usage } from './cgroup2-usage.js';
import type { ContainerUsage } from './container-usage.js';

/** A container's group, where it was found. */
export interface ControlGroup {
  /** As process 1 sees it: `/docker/<id>`, `/system.slice/docker-<id>.scope`. */
  readonly path: string;
  /** The file with the ids of its processes, below `/sys`. */
  readonly processes: string;
  usage(): Promise<ContainerUsage>;
}

/** Controllers of version 1 that say whether a group is there. */
const FIRST_VERSION = 'memory';

/** Where engines put a container's group by default: their cgroupfs and systemd drivers. */
const usualPaths = (id: string) => [
  `/system.slice/docker-${id}.scope`,
  `/docker/${id}`,
  `/machine.slice/libpod-${id}.scope`,
];

/** The group of the whole machine. */
export async function rootGroup(sys: SourceTree): Promise<ControlGroup | undefined> {
  return groupAt(sys, await isSecondVersion(sys), () => '', '/');
}

/** The group of a container; `undefined` where it is not to be read here. */
export async function containerGroup(
  { proc, sys }: { readonly proc: SourceTree; readonly sys: SourceTree },
  { id, pid }: { readonly id: string; readonly pid: number },
): Promise<ControlGroup | undefined> {
  const second = await isSecondVersion(sys);
  const paths = pid > 0 ? pathsOf((await proc.textIfAny(`${pid}/cgroup`)) ?? '') : new Map<string, string>();
  const own = paths.get(second ? '' : FIRST_VERSION);
  // A process id means nothing on another machine, and a path with `..` is one from within another container.
  if (own?.includes(id) === true && !own.split('/').includes('..')) {
    return groupAt(sys, second, (controller) => paths.get(controller), own);
  }
  for (const path of usualPaths(id)) {
    const group = await groupAt(sys, second, () => path, path);
    if (group !== undefined) return group;
  }
  return undefined;
}

const isSecondVersion = async (sys: SourceTree): Promise<boolean> =>
  (await sys.textIfAny('fs/cgroup/cgroup.controllers')) !== undefined;

async function groupAt(
  sys: SourceTree,
  second: boolean,
  pathOf: (controller: string) => string | undefined,
  path: string,
): Promise<ControlGroup | undefined> {
  const below = path === '/' ? '' : path;
  const directory = second ? `fs/cgroup${below}` : `fs/cgroup/${FIRST_VERSION}${below}`;
  const sign = second ? 'cpu.stat' : 'memory.stat';
  if ((await sys.textIfAny(`${directory}/${sign}`)) === undefined) return undefined;
  return {
    path,
    processes: `${directory}/cgroup.procs`,
    usage: () => (second ? cgroup2Usage(sys, directory) : cgroup1Usage(sys, pathOf)),
  };
}

/** `4:cpu,cpuacct:/docker/…` by controller; version 2 has none and is `''`. https://man7.org/linux/man-pages/man7/cgroups.7.html */
function pathsOf(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    for (const controller of controllers!.split(',')) paths.set(controller, path);
  }
  return paths;
}
