import { tagFilter } from '../../traceql/tags/tag-filter.js';
import type { TagNames } from '../../traceql/tags/tags-engine.js';
import type { SearchTagsResponse, SearchTagsV2Response, TagScope } from '../../wire/tempo/tags-response.js';
import { first } from '../form-parameters.js';
import { invalid } from './parameters.js';
import type { TempoRequest } from './request.js';
import { tagRange } from './tag-range.js';

/** `GET /api/search/tags`. https://grafana.com/docs/tempo/latest/api_docs/#search-tags */
export async function searchTags(request: TempoRequest): Promise<SearchTagsResponse> {
  const scopes = await scopesOf(request, (scope) => scope !== 'intrinsic');
  return { tagNames: [...new Set(scopes.flatMap(({ tags }) => tags))].sort(), metrics: {} };
}

/** `GET /api/v2/search/tags`. https://grafana.com/docs/tempo/latest/api_docs/#search-tags-v2 */
export async function searchTagsV2(request: TempoRequest): Promise<SearchTagsV2Response> {
  return { scopes: await scopesOf(request, () => true), metrics: {} };
}

const SCOPES = ['resource', 'span', 'intrinsic', 'event', 'link', 'instrumentation'] as const;
type Scope = (typeof SCOPES)[number];

/** Scopes that have tags: the one that was asked for, or those of `unasked`. */
async function scopesOf(request: TempoRequest, unasked: (scope: Scope) => boolean): Promise<TagScope[]> {
  const asked = first(request.parameters, 'scope') ?? '';
  const known = SCOPES.find((scope) => scope === asked);
  if (known === undefined && asked !== '' && asked !== 'none') throw invalid(`invalid scope: ${asked}`);
  const wanted = known === undefined ? SCOPES.filter(unasked) : [known];
  const names = await namesOf(request, wanted);
  const limit = limitOf(request);
  return wanted
    .map((name) => ({ name, tags: [...new Set(name === 'intrinsic' ? INTRINSIC_TAGS : names[name])].slice(0, limit) }))
    .filter(({ tags }) => tags.length > 0);
}

async function namesOf(request: TempoRequest, wanted: readonly Scope[]): Promise<TagNames> {
  const { context, tenant, parameters, limits, allowed } = request;
  const range = tagRange(parameters, context.now(), allowed.maxSearchDuration);
  if (wanted.every((scope) => scope === 'intrinsic')) return NO_NAMES;
  const filter = tagFilter(first(parameters, 'q') ?? '');
  const names = await context.traceTags.names({ tenant, filter, range, limits });
  // Every resource has a name of its service, also where the filter finds nothing.
  return filter === undefined ? names : { ...names, resource: [...names.resource, 'service.name'] };
}

/** Tags of one scope; a limit that is no number is none. */
function limitOf({ parameters }: TempoRequest): number {
  const limit = first(parameters, 'limit') ?? '';
  return /^\d{1,9}$/.test(limit) && Number(limit) > 0 ? Number(limit) : Number.POSITIVE_INFINITY;
}

const NO_NAMES: TagNames = { span: [], resource: [], event: [], link: [], instrumentation: [] };

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#intrinsic-fields */
const INTRINSIC_TAGS = [
  'duration',
  'event:name',
  'event:timeSinceStart',
  'instrumentation:name',
  'instrumentation:version',
  'kind',
  'link:spanID',
  'link:traceID',
  'name',
  'rootName',
  'rootServiceName',
  'span:duration',
  'span:id',
  'span:kind',
  'span:name',
  'span:parentID',
  'span:status',
  'span:statusMessage',
  'status',
  'statusMessage',
  'trace:duration',
  'trace:id',
  'trace:rootName',
  'trace:rootService',
  'traceDuration',
] as const;
