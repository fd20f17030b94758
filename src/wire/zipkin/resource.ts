import { QuartetError } from '../../model/errors.js';
import { labelsFrom } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import type { ZipkinSpan } from './span.js';
import { isResourceAttribute, TAG } from './tag-names.js';

/** What a resource and its scope may have; they are kept again for every day that has spans of it. */
const MAX_RESOURCE_LENGTH = 1 << 20;

const { resourcePrefix, scopeName, scopeVersion } = RESOURCE_LABELS;

/** Finds the resource and scope of one request's spans: of Zipkin's own fields and of what OpenTelemetry adds in tags. */
export class ZipkinResources {
  private readonly known = new Map<string, SeriesRef>();

  constructor(
    private readonly index: SeriesIndex,
    private readonly tenant: Tenant,
  ) {}

  /** Takes the tags that belong to the resource or the scope out of `span.tags`. */
  take(span: ZipkinSpan): SeriesRef {
    const { tags } = span;
    const pairs = new Map<string, string>();
    const service = span.localEndpoint.serviceName;
    const source = takeTag(tags, TAG.serviceNameSource) || 'service.name';
    if (service !== '') pairs.set(resourcePrefix + source, `s${service}`);
    for (const [key, value] of tags) {
      if (!isResourceAttribute(key)) continue;
      pairs.set(resourcePrefix + key, `s${value}`);
      tags.delete(key);
    }
    const name = takeTag(tags, TAG.scopeName) || takeTag(tags, TAG.libraryName);
    if (name !== '') {
      pairs.set(scopeName, name);
      pairs.set(scopeVersion, takeTag(tags, TAG.scopeVersion) || takeTag(tags, TAG.libraryVersion));
      for (const left of [TAG.libraryName, TAG.libraryVersion]) tags.delete(left);
    }
    const key = JSON.stringify([...pairs]);
    let ref = this.known.get(key);
    if (ref === undefined) {
      if (key.length > MAX_RESOURCE_LENGTH) {
        throw new QuartetError('too_large', `a resource has more than ${MAX_RESOURCE_LENGTH} characters`);
      }
      ref = this.index.intern(this.tenant, labelsFrom(pairs));
      this.known.set(key, ref);
    }
    return ref;
  }
}

/** Takes a tag out; empty where it is not there. */
export function takeTag(tags: Map<string, string>, key: string): string {
  const value = tags.get(key) ?? '';
  tags.delete(key);
  return value;
}
