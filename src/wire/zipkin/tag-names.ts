/**
 * Tags that stand for something else than a span attribute, as https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/,
 * https://opentelemetry.io/docs/specs/otel/common/mapping-to-non-otlp/ and the Collector's Zipkin receiver have them.
 */
export const TAG = {
  error: 'error',
  spanKind: 'span.kind',
  statusCode: 'otel.status_code',
  statusDescription: 'otel.status_description',
  traceState: 'w3c.tracestate',
  scopeName: 'otel.scope.name',
  scopeVersion: 'otel.scope.version',
  libraryName: 'otel.library.name',
  libraryVersion: 'otel.library.version',
  /** Names the resource attribute that the local service's name was taken from. */
  serviceNameSource: 'otlp.service.name.source',
  /** `otlp.link.0`, `otlp.link.1`, …: links as `trace id|span id|trace state|attributes in JSON|dropped attributes`. */
  link: 'otlp.link.',
} as const;

/** Set on spans that came without a time. */
export const START_ABSENT = 'otel.zipkin.absentField.startTime';

/** OpenTelemetry's resource attributes, which its exporters send among the tags: whole names and beginnings of names. */
const RESOURCE_NAMES: ReadonlySet<string> = new Set([
  'deployment.environment',
  'deployment.environment.name',
  'faas.name',
  'faas.id',
  'faas.version',
  'faas.instance',
  'faas.max_memory',
  'opencensus.starttime',
  'opencensus.exporterversion',
  'opencensus.resourcetype',
]);

const RESOURCE_PREFIXES: readonly string[] = [
  'service.',
  'telemetry.',
  'host.',
  'os.',
  'process.',
  'container.',
  'k8s.',
  'cloud.',
  'aws.ecs.',
  'aws.eks.',
  'aws.log.',
  'device.',
  'webengine.',
];

export function isResourceAttribute(name: string): boolean {
  return RESOURCE_NAMES.has(name) || RESOURCE_PREFIXES.some((prefix) => name.startsWith(prefix));
}
