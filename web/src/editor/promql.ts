import type { Extension } from '@codemirror/state';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';

/** PromQL: Prometheus' own grammar, completion from our API, and its linter. */
export function promql(): Extension {
  const extension = new PromQLExtension()
    .setComplete({
      remote: { url: `${window.location.origin}/api/datasources/proxy/uid/prometheus`, httpMethod: 'GET' },
      maxMetricsMetadata: 10_000,
    })
    .activateCompletion(true)
    .activateLinter(true);
  const linter = extension.getLinter();
  return (
    extension
      // A query with variables is PromQL only once they are replaced.
      .setLinter({
        promQL: () => {
          const check = linter.promQL();
          return (view) => (view.state.doc.toString().includes('$') ? [] : check(view));
        },
      })
      .asExtension()
  );
}
