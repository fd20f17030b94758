import type { Discoverer } from './discovery.js';
import type { StaticDiscoveryConfig } from './discovery-config.js';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config */
export function staticDiscoverer({ groups }: StaticDiscoveryConfig): Discoverer {
  return {
    run(found, signal) {
      found(
        groups.map(({ targets, labels }, index) => ({
          source: String(index),
          targets: targets.map((address) => ({ __address__: address })),
          labels,
        })),
      );
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}
