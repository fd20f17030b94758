import type { Discoverer, TargetGroup } from '../discovery.js';
import type { ConsulDiscoveryConfig } from '../discovery-config.js';
import type { DiscoveryEnvironment } from '../discovery-environment.js';
import { FailureState } from '../failure-state.js';
import { GroupSet, noTargets } from '../group-set.js';
import { repeatStep } from '../repeated-step.js';
import { ConsulClient } from './consul-client.js';
import type { ConsulInstance, ConsulServices } from './consul-objects.js';
import { serviceGroup } from './instance-labels.js';

const LONGEST_RETRY_MS = 60_000;

/**
 * Watches the catalog, and the health of each service of it that is wanted.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#consul_sd_config
 */
export function consulDiscoverer(config: ConsulDiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  return {
    async run(found, signal) {
      const client = new ConsulClient(config, environment.httpClient);
      const watch = new ConsulWatch(config, environment, client, found, signal);
      try {
        await watch.run();
      } finally {
        await client.close();
      }
    },
  };
}

class ConsulWatch {
  private readonly known = new GroupSet();
  /** Of the services watched now: what ends each watch. */
  private readonly watched = new Map<string, AbortController>();
  private readonly ending = new Set<Promise<void>>();

  constructor(
    private readonly config: ConsulDiscoveryConfig,
    private readonly environment: DiscoveryEnvironment,
    private readonly client: ConsulClient,
    private readonly found: (groups: readonly TargetGroup[]) => void,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const { services, tags, filter } = this.config;
    if (services.length > 0 && tags.length === 0) {
      for (const service of services) this.watchService(service);
    } else {
      const parameters = [['filter', filter]] as const;
      await this.follow<ConsulServices>('catalog', '/v1/catalog/services', parameters, this.signal, (catalog) =>
        this.watchWanted(catalog),
      );
    }
    await Promise.all(this.ending);
  }

  private watchWanted(catalog: ConsulServices): void {
    const { services, tags } = this.config;
    const wanted = new Set(
      Object.entries(catalog)
        .filter(([name]) => services.length === 0 || services.includes(name))
        .filter(([, given]) => tags.every((tag) => given?.includes(tag)))
        .map(([name]) => name),
    );
    for (const name of wanted) if (!this.watched.has(name)) this.watchService(name);
    for (const [name, controller] of this.watched) {
      if (wanted.has(name)) continue;
      controller.abort();
      this.watched.delete(name);
      this.tell(noTargets(name));
    }
  }

  private watchService(name: string): void {
    const controller = new AbortController();
    this.watched.set(name, controller);
    const signal = AbortSignal.any([this.signal, controller.signal]);
    const { tags, healthFilter } = this.config;
    const parameters = [...tags.map((tag) => ['tag', tag] as const), ['filter', healthFilter] as const];
    const path = `/v1/health/service/${encodeURIComponent(name)}`;
    const done = this.follow<ConsulInstance[]>(`service ${name}`, path, parameters, signal, (instances) =>
      this.tell(serviceGroup(name, instances, this.config)),
    );
    this.ending.add(done);
    void done.then(() => this.ending.delete(done));
  }

  /** Asks again and again, and hands on each answer that is new. */
  private follow<T>(
    name: string,
    path: string,
    parameters: readonly (readonly [string, string])[],
    signal: AbortSignal,
    take: (value: T) => void,
  ): Promise<void> {
    const state = new FailureState('consul', name, this.environment);
    let index = 0;
    return repeatStep(this.environment.clock, signal, async () => {
      try {
        const answer = await this.client.query<T>(path, index, parameters, signal);
        if (!signal.aborted && (answer.index !== index || index === 0)) take(answer.value);
        index = answer.index;
        state.succeeded();
      } catch (error) {
        if (signal.aborted) return 0;
        index = 0;
        return state.failed(error, LONGEST_RETRY_MS);
      }
      return this.config.refreshMs;
    });
  }

  private tell(group: TargetGroup): void {
    const changed = this.known.take([group]);
    if (changed.length > 0) this.found(changed);
  }
}
