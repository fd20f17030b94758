import type { SeriesRef } from '../../model/series.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import { InfoSeries } from '../generated-series/info.js';
import { type Family, type GroupKind, SeriesGroup } from '../generated-series/series.js';
import { ownLabelName } from '../span-columns/label-name.js';
import { resourceText } from '../span-columns/span-columns.js';

const TARGET_INFO: Family = {
  family: 'traces_target_info',
  type: 'gauge',
  help: 'Attributes of the resources that sent spans.',
};

export const TARGET_INFO_KIND: GroupKind<SeriesGroup> = {
  families: [TARGET_INFO],
  make: (labels) => new SeriesGroup([new InfoSeries(TARGET_INFO.family, labels)]),
};

const IDENTIFYING = ['service.name', 'service.namespace', 'service.instance.id'];
const IDENTITY_LABELS = ['job', 'instance'];

/** What Prometheus knows a resource by. https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#resource-attributes */
export function identityOf(resource: SeriesRef): { readonly job: string; readonly instance: string } {
  const [name = '', namespace = '', instance = ''] = IDENTIFYING.map((key) => resourceText(resource, key));
  return { job: namespace === '' || name === '' ? name : `${namespace}/${name}`, instance };
}

/** The labels of a resource's `traces_target_info`; undefined where it has nothing to say beyond who it is. */
export function targetInfoLabels(resource: SeriesRef, excluded: readonly string[]): [string, string][] | undefined {
  const { job, instance } = identityOf(resource);
  const { resourcePrefix } = RESOURCE_LABELS;
  const attributes: [string, string][] = [];
  for (let i = 0; i < resource.labels.length; i += 2) {
    const label = resource.labels[i]!;
    if (!label.startsWith(resourcePrefix)) continue;
    const key = label.slice(resourcePrefix.length);
    const value = IDENTIFYING.includes(key) || excluded.includes(key) ? undefined : resourceText(resource, key);
    if (value !== undefined) attributes.push([ownLabelName(key, IDENTITY_LABELS), value]);
  }
  if (attributes.length === 0 || (job === '' && instance === '')) return undefined;
  return [['job', job], ['instance', instance], ...attributes];
}
