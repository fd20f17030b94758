import type { ExternalAlertmanagers } from '../../alerting/external/external-alertmanagers.js';
import type { Discoverer, TargetGroup } from '../../collect/discovery/discovery.js';
import type { DiscoveryConfig } from '../../collect/discovery/discovery-config.js';
import type { AlertingSettings } from '../../config/prometheus/alerting.js';
import { createHttpClient } from '../../lib/http-client/create-http-client.js';
import { compileRelabel } from '../../pipeline/relabel/compile-relabel.js';

/** Tells the sender of alerts which Alertmanagers elsewhere were found. */
export class DiscoveredAlertmanagers {
  private discovery = new AbortController();

  constructor(
    private readonly external: ExternalAlertmanagers,
    private readonly discover: (config: DiscoveryConfig) => Discoverer,
  ) {}

  async apply({ alertRelabel, alertmanagers }: AlertingSettings): Promise<void> {
    this.discovery.abort();
    this.discovery = new AbortController();
    await this.external.apply(
      compileRelabel(alertRelabel),
      alertmanagers.map(({ scheme, pathPrefix, timeoutMs, http, relabel, alertRelabel: ofAlerts }) => ({
        scheme,
        pathPrefix,
        timeoutMs,
        client: createHttpClient(http),
        relabel: compileRelabel(relabel),
        alertRelabel: compileRelabel(ofAlerts),
      })),
    );
    for (const [place, { discovery }] of alertmanagers.entries()) this.run(place, discovery, this.discovery.signal);
  }

  async stop(): Promise<void> {
    this.discovery.abort();
    await this.external.stop();
  }

  private run(place: number, configs: readonly DiscoveryConfig[], signal: AbortSignal): void {
    const groups = new Map<string, TargetGroup>();
    for (const [i, config] of configs.entries()) {
      const found = (changed: readonly TargetGroup[]) => {
        for (const group of changed) groups.set(JSON.stringify([i, group.source]), group);
        const targets = [...groups.values()].flatMap((group) =>
          group.targets.map((target) => ({ ...group.labels, ...target })),
        );
        void this.external.found(place, targets);
      };
      void this.discover(config).run(found, signal);
    }
  }
}
