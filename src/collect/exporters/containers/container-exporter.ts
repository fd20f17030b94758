import type { Clock } from '../../../telemetry/clock.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import type { DockerClient } from '../../docker/docker-client.js';
import { FamilySet } from '../family-set.js';
import { inParallel } from '../in-parallel.js';
import type { Exporter } from '../metric-family.js';
import { SourceTree } from '../sources.js';
import { within } from '../within.js';
import { type Container, runningContainer } from './container.js';
import { containerLabels, takeSpecification, takeUsage } from './container-families.js';
import type { ContainerUsage } from './container-usage.js';
import { containerGroup, rootGroup } from './control-group.js';
import type { EngineStats, InspectedContainer, ListedContainer } from './engine-answers.js';
import { engineUsage } from './engine-usage.js';
import { diskNames, type Machine, machineMemory, systemOf, takeMachine } from './machine.js';
import { networksOf } from './networks.js';
import { tasksOf } from './tasks.js';

/** Containers that are shown; the engine lists the newest first. */
const MAX_CONTAINERS = 10_000;
const AT_ONCE = 8;
/** For all that the engine is asked; below the usual time-out of a scrape (10 s). */
const TIMEOUT_MS = 8000;

export interface ContainerExporterOptions {
  readonly docker: Pick<DockerClient, 'get' | 'list' | 'close'>;
  /** Where the machine's `/proc`, `/sys` and `/` are seen. */
  readonly procPath: string;
  readonly sysPath: string;
  readonly rootPath: string;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
}

/**
 * The containers of a Docker engine under the names of cAdvisor. What they use is read from their control groups, and asked
 * of the engine where these are not here. https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
 */
export class ContainerExporter implements Exporter {
  private readonly machine: Machine;
  private underWay: Promise<MetricFamily[]> | undefined;

  constructor(private readonly options: ContainerExporterOptions) {
    const { procPath, sysPath, rootPath } = options;
    this.machine = {
      proc: new SourceTree(procPath),
      sys: new SourceTree(sysPath),
      root: new SourceTree(rootPath),
    };
  }

  /** Who asks while another's question is answered gets the same answer. */
  collect(): Promise<MetricFamily[]> {
    this.underWay ??= this.read().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  close(): Promise<void> {
    return this.options.docker.close();
  }

  private async read(): Promise<MetricFamily[]> {
    const { clock } = this.options;
    const set = new FamilySet();
    const late = new AbortController();
    const end = clock.now() + TIMEOUT_MS;
    const cancel = clock.at(end, () => late.abort());
    let failed = 0;
    const attempt = async (work: () => Promise<void>) => {
      try {
        await within(clock, end - clock.now(), 'the machine does not answer', work());
      } catch (error) {
        if (!hasGone(error)) failed = 1;
      }
    };
    await attempt(() => takeMachine(set, this.machine));
    await attempt(() => this.takeRoot(set));
    await attempt(() => this.takeContainers(set, late.signal, attempt));
    await attempt(() => this.takeVersion(set, late.signal));
    cancel();
    set.gauge('container_scrape_error', 'Whether something could not be read.', failed);
    return set.families;
  }

  private async takeContainers(
    set: FamilySet,
    signal: AbortSignal,
    attempt: (work: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const { docker } = this.options;
    const listed = await docker.list<ListedContainer>('/containers/json', {}, signal);
    const deviceOf = await diskNames(this.machine);
    const one = async ({ Id }: ListedContainer) => {
      const path = `/containers/${encodeURIComponent(Id)}`;
      const container = runningContainer(await docker.get<InspectedContainer>(`${path}/json`, {}, signal));
      if (container === undefined) return;
      const group = await this.groupOf(container);
      const usage = group?.usage ?? engineUsage(await docker.get<EngineStats>(`${path}/stats`, ONE_LOOK, signal));
      const labels = containerLabels(group?.path ?? `/docker/${Id}`, container);
      const now = Math.floor(this.options.clock.now() / 1000);
      set.gauge('container_last_seen', 'When it was last seen, in seconds since 1970.', now, labels);
      takeSpecification(set, labels, container);
      takeUsage(set, labels, usage, deviceOf);
    };
    await inParallel(listed.slice(0, MAX_CONTAINERS), AT_ONCE, (item) => attempt(() => one(item)));
    if (listed.length > MAX_CONTAINERS) throw new Error(`there are over ${MAX_CONTAINERS} containers`);
  }

  /** A container's control group with all that is known beside it; `undefined` where it is not here. */
  private async groupOf(container: Container): Promise<{ path: string; usage: ContainerUsage } | undefined> {
    const { proc, sys } = this.machine;
    const group = await containerGroup(this.machine, container);
    if (group === undefined) return undefined;
    const { tasks, ...usage } = await group.usage();
    const networks = container.hostNetwork ? undefined : await networksOf(proc, container.pid);
    const found = await tasksOf(proc, sys, group.processes);
    return {
      path: group.path,
      usage: {
        ...usage,
        ...(networks !== undefined && { networks }),
        tasks: { threads: undefined, threadsMax: undefined, ...tasks, ...found },
      },
    };
  }

  private async takeRoot(set: FamilySet): Promise<void> {
    const group = await rootGroup(this.machine.sys);
    if (group === undefined) return;
    const { cpu, memory, disks } = await group.usage();
    // The group of all counts its memory in version 1 only.
    const counted = memory?.usage === undefined ? await machineMemory(this.machine) : {};
    takeUsage(
      set,
      containerLabels(group.path),
      { ...(cpu && { cpu }), ...(disks && { disks }), ...(memory && { memory: { ...memory, ...counted } }) },
      await diskNames(this.machine),
    );
  }

  private async takeVersion(set: FamilySet, signal: AbortSignal): Promise<void> {
    const system = await systemOf(this.machine);
    const { Version = '' } = await this.options.docker.get<{ Version?: string }>('/version', {}, signal);
    const labels = { cadvisorVersion: this.options.version, dockerVersion: Version, ...system };
    set.gauge('cadvisor_version_info', 'The program that stands in for cAdvisor, and where it runs.', 1, labels);
  }
}

/** A container that has ended since the engine listed it. */
const hasGone = (error: unknown): boolean => /^Docker answered 404 to .containers.[^/]/.test((error as Error).message);

const ONE_LOOK = { stream: 'false', 'one-shot': 'true' };
