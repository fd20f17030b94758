import { labelPredicate } from '../../../lib/label-predicate.js';
import { type Labels, labelsFrom } from '../../../model/labels.js';
import type { MetricMetadata } from '../../../model/samples.js';
import { type Tenant, tenantsOf } from '../../../model/tenant.js';
import type {
  LabelMatcher,
  MetricReader,
  QueryLimits,
  SeriesExemplars,
  SeriesSamples,
  TimeRangeMs,
} from '../../interface.js';

/** Says in an answer over several tenants whose a series is. */
const TENANT_LABEL = '__tenant_id__';
/** Where a label of that name goes that a series had before. */
const ORIGINAL_LABEL = 'original___tenant_id__';

/**
 * Reads of several tenants at once, `a|b`: each series carries its tenant as a label, on which can be matched. Reads of
 * one tenant are passed on as they are.
 * https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/#cross-tenant-queries
 */
export class FederatedMetrics implements MetricReader {
  constructor(private readonly reader: MetricReader) {}

  async series(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    if (!isSeveral(tenant)) return this.reader.series(tenant, matchers, range, limits);
    const found = await each(tenant, matchers, async (one, rest) =>
      (await this.reader.series(one, rest, range, limits)).map((labels) => withTenant(labels, one)),
    );
    return found.flat();
  }

  async *samples(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): AsyncIterable<readonly SeriesSamples[]> {
    if (!isSeveral(tenant)) {
      yield* this.reader.samples(tenant, matchers, range, limits);
      return;
    }
    const rest = restOf(matchers);
    for (const one of matchingTenants(tenant, matchers)) {
      for await (const batch of this.reader.samples(one, rest, range, limits)) {
        yield batch.map((series) => ({ ...series, labels: withTenant(series.labels, one) }));
      }
    }
  }

  async labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    if (!isSeveral(tenant)) return this.reader.labelNames(tenant, matchers, range, limits);
    const found = await each(tenant, matchers, (one, rest) => this.reader.labelNames(one, rest, range, limits));
    const names = new Set(found.flat());
    if (names.delete(TENANT_LABEL)) names.add(ORIGINAL_LABEL);
    if (names.size > 0) names.add(TENANT_LABEL);
    return [...names].sort();
  }

  async labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<string[]> {
    if (!isSeveral(tenant)) return this.reader.labelValues(tenant, label, matchers, range, limits);
    if (label === TENANT_LABEL) return matchingTenants(tenant, matchers);
    const stored = label === ORIGINAL_LABEL ? TENANT_LABEL : label;
    const found = await each(tenant, matchers, (one, rest) =>
      this.reader.labelValues(one, stored, rest, range, limits),
    );
    return [...new Set(found.flat())].sort();
  }

  async exemplars(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeMs,
    limits: QueryLimits,
  ): Promise<SeriesExemplars[]> {
    if (!isSeveral(tenant)) return this.reader.exemplars(tenant, matchers, range, limits);
    const found = await each(tenant, matchers, async (one, rest) =>
      (await this.reader.exemplars(one, rest, range, limits)).map((series) => ({
        ...series,
        labels: withTenant(series.labels, one),
      })),
    );
    return found.flat();
  }

  /** Each description once, whichever tenants have it. */
  async metadata(tenant: Tenant, family: string | undefined, limits: QueryLimits): Promise<MetricMetadata[]> {
    if (!isSeveral(tenant)) return this.reader.metadata(tenant, family, limits);
    const found = await each(tenant, [], (one) => this.reader.metadata(one, family, limits));
    return [...new Map(found.flat().map((one) => [JSON.stringify(one), one])).values()];
  }
}

const isSeveral = (tenant: Tenant): boolean => tenant.includes('|');

/** The tenants that matchers on their label leave. */
function matchingTenants(tenant: Tenant, matchers: readonly LabelMatcher[]): Tenant[] {
  const conditions = matchers.filter(({ name }) => name === TENANT_LABEL);
  const holds = conditions.map(({ op, value }) => labelPredicate(op, value));
  return tenantsOf(tenant).filter((one) => holds.every((condition) => condition(one)));
}

/** What the store is asked: the matchers on its own labels. */
const restOf = (matchers: readonly LabelMatcher[]): LabelMatcher[] =>
  matchers
    .filter(({ name }) => name !== TENANT_LABEL)
    .map((matcher) => (matcher.name === ORIGINAL_LABEL ? { ...matcher, name: TENANT_LABEL } : matcher));

function each<T>(
  tenant: Tenant,
  matchers: readonly LabelMatcher[],
  read: (one: Tenant, rest: readonly LabelMatcher[]) => Promise<T>,
): Promise<T[]> {
  const rest = restOf(matchers);
  return Promise.all(matchingTenants(tenant, matchers).map((one) => read(one, rest)));
}

function withTenant(labels: Labels, tenant: Tenant): Labels {
  const pairs: [string, string][] = [[TENANT_LABEL, tenant]];
  for (let i = 0; i < labels.length; i += 2) {
    pairs.push([labels[i] === TENANT_LABEL ? ORIGINAL_LABEL : labels[i]!, labels[i + 1]!]);
  }
  return labelsFrom(pairs);
}
