import { type Labels, labelsFrom, METRIC_NAME } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import { labelName } from './metrics-name.js';
import type { MetricsOptions } from './metrics-options.js';

/** Attributes that say which target it is: they become `job` and `instance`. */
const IDENTIFYING = ['service.namespace', 'service.name', 'service.instance.id'];

/**
 * A resource as Prometheus sees it: what it adds to the labels of each of its series, and its `target_info`.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#resource-attributes-1
 */
export class MetricResource {
  /** Promoted attributes, as labels; a point's own attribute goes first. */
  readonly promoted: readonly [string, string][];
  /** `job` and `instance`, as far as they are known. */
  readonly identity: readonly [string, string][];
  /** `undefined` where there is nothing to say beside `job` and `instance`, or neither is known. */
  readonly targetInfo: Labels | undefined;

  constructor(
    readonly tenant: Tenant,
    /** Differs from that of every other resource. */
    readonly number: number,
    attributes: readonly [string, string][],
    options: MetricsOptions,
  ) {
    const byKey = new Map(attributes);
    this.identity = identityOf(byKey);
    this.promoted = [...byKey].flatMap(([key, value]): [string, string][] => {
      const name = isPromoted(key, options) ? labelName(key, options) : undefined;
      return name === undefined ? [] : [[name, value]];
    });
    this.targetInfo = targetInfoOf(byKey, this.identity, options);
  }
}

function identityOf(attributes: ReadonlyMap<string, string>): [string, string][] {
  const identity: [string, string][] = [];
  const name = attributes.get('service.name');
  const namespace = attributes.get('service.namespace');
  const instance = attributes.get('service.instance.id');
  if (name !== undefined) identity.push(['job', namespace === undefined ? name : `${namespace}/${name}`]);
  if (instance !== undefined) identity.push(['instance', instance]);
  return identity;
}

function isPromoted(key: string, options: MetricsOptions): boolean {
  return options.promoteAllResourceAttributes
    ? !options.ignoreResourceAttributes.includes(key)
    : options.promoteResourceAttributes.includes(key);
}

function targetInfoOf(
  attributes: ReadonlyMap<string, string>,
  identity: readonly [string, string][],
  options: MetricsOptions,
): Labels | undefined {
  const describing = [...attributes.keys()].filter((key) => !IDENTIFYING.includes(key));
  if (describing.length === 0 || identity.every(([, value]) => value === '')) return undefined;
  const kept = options.keepIdentifyingResourceAttributes ? [...attributes.keys()] : describing;
  const labels = mergedLabels(
    kept.map((key) => [key, attributes.get(key)!]),
    options,
  );
  if (labels === undefined) return undefined;
  for (const [name, value] of identity) labels.set(name, value);
  labels.set(METRIC_NAME, 'target_info');
  return labelsFrom(labels);
}

/**
 * Attributes as labels. Keys that become the same name have their values joined by `;`, in the order of the keys.
 * `undefined` when a key cannot be a name.
 */
export function mergedLabels(
  attributes: readonly (readonly [string, string])[],
  options: MetricsOptions,
): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  const sorted = attributes.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [key, value] of sorted) {
    const name = labelName(key, options);
    if (name === undefined) return undefined;
    const before = labels.get(name) ?? '';
    labels.set(name, before === '' ? value : `${before};${value}`);
  }
  return labels;
}
