import { RESOURCE_LABELS } from '../../../model/spans.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Tenant } from '../../../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from '../../../storage/interface.js';
import type { SpanReader } from '../../../storage/span-interface.js';

/** Traces that are looked at, the newest, and spans of them at most. */
const MOST_TRACES = 500;
const MOST_SPANS = 20_000;
/** Traces that are read at once. */
const TRACES_AT_ONCE = 100;
const MOST_ATTRIBUTES = 100;

type Scope = 'span' | 'resource' | 'event' | 'link';

interface Figures {
  readonly values: Set<string>;
  occurrences: number;
  bytes: number;
}

/**
 * The attributes with most values in the newest traces of a range, with the bytes of their names and values as they were
 * sent. Not of all traces: distinct values of a day would have to be read whole.
 */
export async function spanAttributeCardinality(
  spans: Pick<SpanReader, 'candidates' | 'traces'>,
  tenant: Tenant,
  range: TimeRangeNs,
  limits: QueryLimits,
) {
  const attributes = new AttributeFigures();
  let traceCount = 0;
  let spanCount = 0;
  const search = { range, required: [{ kind: 'all', conditions: [] }], wanted: MOST_TRACES } as const;
  const columns = { attributes: 'all', events: true, links: true } as const;
  for await (const ids of spans.candidates(tenant, search, limits)) {
    for (let at = 0; at < ids.length && traceCount < MOST_TRACES && spanCount < MOST_SPANS; at += TRACES_AT_ONCE) {
      const part = ids.slice(at, at + Math.min(TRACES_AT_ONCE, MOST_TRACES - traceCount));
      traceCount += part.length;
      for await (const batch of spans.traces(tenant, part, columns, limits)) {
        for (const span of batch) attributes.add(span);
        spanCount += batch.length;
      }
    }
    if (traceCount >= MOST_TRACES || spanCount >= MOST_SPANS) break;
  }
  const found = attributes.figures();
  return { traceCount, spanCount, attributeCount: found.length, attributes: found.slice(0, MOST_ATTRIBUTES) };
}

class AttributeFigures {
  private readonly found = new Map<string, Figures>();

  add({ resource, attributes, events, links }: StoredSpan): void {
    for (let i = 0; i < resource.length; i += 2) {
      const name = resource[i]!;
      if (name.startsWith(RESOURCE_LABELS.resourcePrefix))
        this.note('resource', name.slice(RESOURCE_LABELS.resourcePrefix.length), resource[i + 1]!);
    }
    this.noteAll('span', attributes);
    for (const event of events) this.noteAll('event', event.attributes);
    for (const link of links) this.noteAll('link', link.attributes);
  }

  /** Most values first. */
  figures() {
    return [...this.found]
      .map(([key, { values, occurrences, bytes }]) => {
        const [scope, name] = JSON.parse(key) as [Scope, string];
        return { scope, name, valueCount: values.size, occurrences, bytes };
      })
      .sort((a, b) => b.valueCount - a.valueCount || b.bytes - a.bytes);
  }

  private noteAll(scope: Scope, attributes: readonly string[]): void {
    for (let i = 0; i < attributes.length; i += 2) this.note(scope, attributes[i]!, attributes[i + 1]!);
  }

  /** `tagged`: the value with its type as the first character. */
  private note(scope: Scope, name: string, tagged: string): void {
    const key = JSON.stringify([scope, name]);
    let figures = this.found.get(key);
    if (figures === undefined) {
      figures = { values: new Set(), occurrences: 0, bytes: 0 };
      this.found.set(key, figures);
    }
    figures.values.add(tagged);
    figures.occurrences++;
    figures.bytes += name.length + tagged.length - 1;
  }
}
