import { callJson } from '../api/http';

const LOKI = '/api/datasources/proxy/uid/loki/loki/api/v1';
const TEMPO = '/api/datasources/proxy/uid/tempo/api/v2/search';
const KEPT_MS = 30_000;

const kept = new Map<string, { readonly until: number; readonly names: Promise<readonly string[]> }>();

/** Names of the last hours, kept for half a minute; none where the API fails: completion is no place for its errors. */
function remembered(key: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const found = kept.get(key);
  if (found !== undefined && found.until > Date.now()) return found.names;
  const names = ask().catch(() => []);
  kept.set(key, { until: Date.now() + KEPT_MS, names });
  if (kept.size > 200) kept.delete(kept.keys().next().value!);
  return names;
}

export const logLabels = (): Promise<readonly string[]> =>
  remembered('labels', async () => (await callJson<{ data?: string[] }>(`${LOKI}/labels`)).data ?? []);

/** Values of a label among the streams of `selector`; all streams where it is empty. */
export const logLabelValues = (label: string, selector = ''): Promise<readonly string[]> =>
  remembered(`values ${label} ${selector}`, async () => {
    const query = selector === '' ? {} : { query: selector };
    const path = `${LOKI}/label/${encodeURIComponent(label)}/values`;
    return (await callJson<{ data?: string[] }>(path, { query })).data ?? [];
  });

/** Attribute names with their scope, as a query has them: `resource.service.name`; intrinsics as they are. */
export const spanAttributes = (): Promise<readonly string[]> =>
  remembered('attributes', async () => {
    const { scopes = [] } = await callJson<{ scopes?: { name: string; tags: string[] }[] }>(`${TEMPO}/tags`);
    return scopes.flatMap(({ name, tags }) => (name === 'intrinsic' ? tags : tags.map((tag) => `${name}.${tag}`)));
  });

/** Values of an attribute, as a query has them: texts in quotes. */
export const spanAttributeValues = (attribute: string): Promise<readonly string[]> =>
  remembered(`span ${attribute}`, async () => {
    const path = `${TEMPO}/tag/${encodeURIComponent(attribute)}/values`;
    const { tagValues = [] } = await callJson<{ tagValues?: { type: string; value: string }[] }>(path);
    return tagValues.map(({ type, value }) => (type === 'string' ? JSON.stringify(value) : value));
  });
