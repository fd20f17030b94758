import type { ServerResponse } from 'node:http';
import { discoveryFixture } from './discovery-environment.js';
import { answerJson, RecordedApi } from './recorded-api.js';

/** Where each recorded list is found. */
const PATHS = {
  nodes: '/api/v1/nodes',
  namespaces: '/api/v1/namespaces',
  services: '/api/v1/services',
  pods: '/api/v1/pods',
  endpoints: '/api/v1/endpoints',
  endpointslices: '/apis/discovery.k8s.io/v1/endpointslices',
  ingresses: '/apis/networking.k8s.io/v1/ingresses',
  replicasets: '/apis/apps/v1/replicasets',
};

export type RecordedResource = keyof typeof PATHS;

interface RecordedList {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly unknown[];
}

/** A Kubernetes API server: lists as recorded, watches that stay open and tell what they are given. */
export class RecordedCluster {
  private readonly watches = new Map<RecordedResource, ServerResponse[]>();
  private waiting: (() => void)[] = [];

  private constructor(readonly api: RecordedApi) {}

  static async start(): Promise<RecordedCluster> {
    const cluster = new RecordedCluster(await RecordedApi.start({}));
    for (const resource of Object.keys(PATHS) as RecordedResource[])
      cluster.list(resource, discoveryFixture(`kubernetes/${resource}.json`));
    return cluster;
  }

  /** From now on the resource's list is this one, or what `answer` does. */
  list(resource: RecordedResource, list: RecordedList | ((query: URLSearchParams, response: ServerResponse) => void)) {
    this.api.routes.set(PATHS[resource], ({ query }, response) => {
      if (query.get('watch') !== null) this.open(resource, response);
      else if (typeof list === 'function') list(query, response);
      else answerJson(response, list);
    });
  }

  asked(resource: RecordedResource): URLSearchParams[] {
    return this.api.asked(PATHS[resource]).map(({ query }) => query);
  }

  /** Resolves when the resource has been asked for a watch `times` times. */
  async watched(resource: RecordedResource, times = 1): Promise<URLSearchParams> {
    const asked = () => this.asked(resource).filter((query) => query.get('watch') !== null);
    while (asked().length < times) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return asked()[times - 1]!;
  }

  /** Tells the open watch of the resource; in two pieces, as networks do. */
  tell(resource: RecordedResource, type: string, object: unknown): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    const watch = this.watches.get(resource)!.at(-1)!;
    watch.write(line.slice(0, 10));
    watch.write(line.slice(10));
  }

  /** Ends the open watch of the resource. */
  end(resource: RecordedResource): void {
    this.watches.get(resource)!.at(-1)!.end();
  }

  stop(): Promise<void> {
    return this.api.stop();
  }

  private open(resource: RecordedResource, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    this.watches.set(resource, [...(this.watches.get(resource) ?? []), response]);
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
