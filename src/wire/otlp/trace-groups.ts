import type { AttributeTag } from '../../model/attributes.js';
import { type Labels, labelValue } from '../../model/labels.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { StoredAttributes, StoredSpan } from '../../model/stored-span.js';
import { type AnyValueJson, anyValueOf, type KeyValueJson } from './any-value-json.js';

interface Owner {
  readonly attributes: readonly KeyValueJson[];
  readonly dropped: number;
  readonly schemaUrl: string;
}

interface ScopeGroup extends Owner {
  readonly name: string;
  readonly version: string;
  readonly spans: StoredSpan[];
}

export interface ResourceGroup extends Owner {
  readonly scopes: ScopeGroup[];
}

/** Spans by resource and then by scope, in the order in which these come first. */
export function groupSpans(spans: readonly StoredSpan[]): ResourceGroup[] {
  const byLabels = new Map<string, ScopeGroup>();
  const byResource = new Map<string, ResourceGroup>();
  // Spans that are read together share their labels.
  const known = new Map<Labels, ScopeGroup>();
  const scopeGroup = (labels: Labels): ScopeGroup => {
    const labelsKey = JSON.stringify(labels);
    const found = byLabels.get(labelsKey);
    if (found !== undefined) return found;
    const scope = scopeOf(labels);
    byLabels.set(labelsKey, scope);
    const made = resourceOf(labels);
    const resourceKey = JSON.stringify(made);
    const resource = byResource.get(resourceKey) ?? made;
    byResource.set(resourceKey, resource);
    resource.scopes.push(scope);
    return scope;
  };
  for (const span of spans) {
    let scope = known.get(span.resource);
    if (scope === undefined) {
      scope = scopeGroup(span.resource);
      known.set(span.resource, scope);
    }
    scope.spans.push(span);
  }
  return [...byResource.values()];
}

const resourceOf = (labels: Labels): ResourceGroup => ({
  attributes: attributesWithPrefix(labels, RESOURCE_LABELS.resourcePrefix),
  dropped: Number(labelValue(labels, RESOURCE_LABELS.resourceDropped)),
  schemaUrl: labelValue(labels, RESOURCE_LABELS.resourceSchemaUrl),
  scopes: [],
});

const scopeOf = (labels: Labels): ScopeGroup => ({
  name: labelValue(labels, RESOURCE_LABELS.scopeName),
  version: labelValue(labels, RESOURCE_LABELS.scopeVersion),
  attributes: attributesWithPrefix(labels, RESOURCE_LABELS.scopePrefix),
  dropped: Number(labelValue(labels, RESOURCE_LABELS.scopeDropped)),
  schemaUrl: labelValue(labels, RESOURCE_LABELS.scopeSchemaUrl),
  spans: [],
});

function attributesWithPrefix(labels: Labels, prefix: string): KeyValueJson[] {
  const pairs: KeyValueJson[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i]!;
    if (name.startsWith(prefix)) pairs.push({ key: name.slice(prefix.length), value: taggedValue(labels[i + 1]!) });
  }
  return pairs;
}

/** Attributes in the form of OTLP. */
export function keyValues(attributes: StoredAttributes): KeyValueJson[] {
  const pairs: KeyValueJson[] = [];
  for (let i = 0; i < attributes.length; i += 2) {
    pairs.push({ key: attributes[i]!, value: taggedValue(attributes[i + 1]!) });
  }
  return pairs;
}

const taggedValue = (tagged: string): AnyValueJson => anyValueOf(tagged.charAt(0) as AttributeTag, tagged.slice(1));

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
