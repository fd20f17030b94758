import { KIND_NAMES } from '../../model/static.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from '../../storage/interface.js';
import type { JaegerContext } from './context.js';
import { ofService } from './span-conditions.js';

export interface Operation {
  readonly name: string;
  /** Empty where the span does not say. */
  readonly spanKind: string;
}

const MAX_NAMES = 100_000;
const NS_PER_DAY = 86_400_000_000_000n;
/** Jaeger asks for names without a range: that of all that is kept. ns, the years 1970 to 2262. */
const EVER: TimeRangeNs = { start: 0n, end: 2n ** 63n - NS_PER_DAY };

/** Names of all services that sent spans, sorted. */
export async function serviceNames({ spans }: JaegerContext, tenant: Tenant, limits: QueryLimits): Promise<string[]> {
  const values = await spans.fieldValues(
    tenant,
    { kind: 'attribute', scope: 'resource', name: 'service.name' },
    { range: EVER, condition: { kind: 'all', conditions: [] } },
    MAX_NAMES,
    limits,
  );
  return values.flatMap((value) => (value.type === 'string' && value.value !== '' ? [value.value] : [])).sort();
}

/** Operations of a service by name and kind, sorted; of one kind alone where it is not empty. */
export async function operationsOf(
  { spans }: JaegerContext,
  tenant: Tenant,
  service: string,
  spanKind: string,
  limits: QueryLimits,
): Promise<Operation[]> {
  const groups = await spans.aggregate(
    tenant,
    {
      range: EVER,
      condition: ofService(service),
      by: [
        { kind: 'intrinsic', name: 'name' },
        { kind: 'intrinsic', name: 'kind' },
      ],
      step: EVER.end,
    },
    limits,
  );
  return groups
    .map(({ group: [name, kind] }): Operation => ({ name: nameOf(name), spanKind: kindOf(kind) }))
    .filter((operation) => spanKind === '' || operation.spanKind === spanKind)
    .sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.spanKind, b.spanKind));
}

type Grouped = Awaited<ReturnType<JaegerContext['spans']['aggregate']>>[number]['group'][number] | undefined;

const nameOf = (value: Grouped): string => (value?.type === 'string' ? value.value : '');

const kindOf = (value: Grouped): string => (value?.type === 'kind' && value.value !== KIND_NAMES[0] ? value.value : '');

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
