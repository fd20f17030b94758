import { labelName } from './metrics-name.js';
import type { MetricsOptions } from './metrics-options.js';

export interface MetricScope {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
  readonly attributes: readonly [string, string][];
}

/**
 * What a scope adds to the labels of its series; nothing unless it is asked for, or when the scope has no name.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#instrumentation-scope-1
 */
export function scopeLabels(scope: MetricScope, options: MetricsOptions): [string, string][] {
  if (!options.promoteScopeMetadata || scope.name === '') return [];
  const labels: [string, string][] = [];
  for (const [key, value] of scope.attributes) {
    const name = labelName(`otel_scope_${key}`, options);
    if (name !== undefined) labels.push([name, value]);
  }
  labels.push(
    ['otel_scope_name', scope.name],
    ['otel_scope_version', scope.version],
    ['otel_scope_schema_url', scope.schemaUrl],
  );
  return labels;
}
