import { BytesCache } from '../../lib/bytes-cache.js';
import { AttributePairs } from '../../model/attributes.js';
import { QuartetError } from '../../model/errors.js';
import { labelsFrom } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';

/** The service name that OpenTelemetry's exporters give where they know none. */
const NO_SERVICE_NAME = 'OTLPResourceNoServiceName';

const { resourcePrefix } = RESOURCE_LABELS;
const HOSTNAME = `${resourcePrefix}hostname`;
const HOST_NAME = `${resourcePrefix}host.name`;
const JAEGER_VERSION = `${resourcePrefix}jaeger.version`;
const EXPORTER_VERSION = `${resourcePrefix}opencensus.exporterversion`;

/** Scopes that are remembered of one process, and the longest name that is. */
const MAX_SCOPES = 256;
const MAX_SCOPE_LENGTH = 1024;

/** Processes beyond this are not remembered. */
const MAX_CACHED_BYTES = 64 << 10;
/** Bytes that a process or a scope may have; they are kept again for every day that has spans of it. */
const MAX_PROCESS_BYTES = 1 << 20;

/** A Jaeger process as an OpenTelemetry resource. */
export class Process {
  private readonly pairs: readonly (readonly [string, string])[];
  private readonly refs = new Map<string, SeriesRef>();

  /** `tags`: the process's tags, put among `AttributePairs` with the prefix of resources. */
  constructor(serviceName: string, tags: AttributePairs) {
    const pairs = new Map(tags.pairs);
    if (serviceName !== '' && serviceName !== NO_SERVICE_NAME && !pairs.has(`${resourcePrefix}service.name`)) {
      pairs.set(`${resourcePrefix}service.name`, `s${serviceName}`);
    }
    rename(pairs, HOSTNAME, HOST_NAME, (value) => value);
    rename(pairs, JAEGER_VERSION, EXPORTER_VERSION, (value) => `sJaeger-${value.slice(1)}`);
    this.pairs = [...pairs];
  }

  /** The resource with a scope, which may have no name. */
  ref(index: SeriesIndex, tenant: Tenant, scopeName: string, scopeVersion: string): SeriesRef {
    const key = `${tenant}\0${scopeName}\0${scopeVersion}`;
    let ref = this.refs.get(key);
    if (ref === undefined) {
      checkSize('a scope', key.length);
      const scope: [string, string][] = [
        [RESOURCE_LABELS.scopeName, scopeName],
        [RESOURCE_LABELS.scopeVersion, scopeVersion],
      ];
      ref = index.intern(tenant, labelsFrom([...this.pairs, ...scope]));
      if (this.refs.size >= MAX_SCOPES) this.refs.clear();
      if (key.length <= MAX_SCOPE_LENGTH) this.refs.set(key, ref);
    }
    return ref;
  }
}

/** Processes by their raw bytes; one cache for each encoding. */
export class ProcessCache {
  private readonly known = new BytesCache<Process>(4 << 20);

  /** The process that is `buffer[start, end)`, made by `decode` when it is not known. */
  get(buffer: Uint8Array, start: number, end: number, decode: () => Process): Process {
    checkSize('a process', end - start);
    const found = this.known.get(buffer, start, end);
    if (found !== undefined) return found;
    const process = decode();
    if (end - start <= MAX_CACHED_BYTES) this.known.set(buffer, start, end, process);
    return process;
  }
}

export const noProcess = (): Process => new Process('', new AttributePairs(resourcePrefix));

function checkSize(what: string, bytes: number): void {
  if (bytes <= MAX_PROCESS_BYTES) return;
  throw new QuartetError('too_large', `${what} has ${bytes} bytes, more than ${MAX_PROCESS_BYTES}`);
}

function rename(pairs: Map<string, string>, from: string, to: string, value: (old: string) => string): void {
  const old = pairs.get(from);
  if (old === undefined || pairs.has(to)) return;
  pairs.set(to, value(old));
  pairs.delete(from);
}
