import type { Extension } from '@codemirror/state';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';

/** PromQL: Prometheus' own grammar, completion from our API, and its linter. */
export function promql(): Extension {
  return new PromQLExtension()
    .setComplete({
      remote: { url: `${window.location.origin}/api/datasources/proxy/uid/prometheus`, httpMethod: 'GET' },
      maxMetricsMetadata: 10_000,
    })
    .activateCompletion(true)
    .activateLinter(true)
    .asExtension();
}
