import type { HttpClient } from '../../../lib/http-client/http-client.js';
import type { DiscoveryEnvironment } from '../discovery-environment.js';
import { FailureState } from '../failure-state.js';
import { getRequest, requestJson, StatusError } from '../json-request.js';
import { repeatStep } from '../repeated-step.js';
import type { KubernetesObject } from './objects.js';
import { watchEvents } from './watch-events.js';

const LIST_TIMEOUT_MS = 60_000;
const PAGE = '500';
/** How long a watch goes on before it is asked for anew; up to half as long again by chance, so that not all end at once. */
const WATCH_SECONDS = 300;
const LONGEST_RETRY_MS = 30_000;
/** Between two lists where watches are not possible. */
const POLL_MS = 30_000;
/** Between a watch that has ended and the next. */
const PAUSE_MS = 1_000;

/** Told of the objects as they are. */
export interface ObjectListener {
  /** All that there are. */
  listed(objects: readonly KubernetesObject[]): void;
  changed(object: KubernetesObject): void;
  deleted(object: KubernetesObject): void;
}

export interface ObjectWatchOptions {
  readonly client: HttpClient;
  /** Of the list, without parameters. */
  readonly url: string;
  readonly label: string;
  readonly field: string;
  readonly listener: ObjectListener;
  readonly environment: DiscoveryEnvironment;
}

interface ObjectList {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: readonly KubernetesObject[] | null;
}

/**
 * Lists objects in pages, then watches what happens to them; lists anew when the server no longer knows the version that the
 * watch began at (410 Gone). https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class ObjectWatch {
  private readonly state: FailureState;
  /** Where the next watch begins; without one it is listed first. */
  private version: string | undefined;

  constructor(private readonly options: ObjectWatchOptions) {
    this.state = new FailureState('kubernetes', options.url, options.environment);
  }

  /** Until `signal` is aborted. */
  run(signal: AbortSignal): Promise<void> {
    return repeatStep(this.options.environment.clock, signal, async () => {
      try {
        this.version ??= await this.list(signal);
        if (this.options.client.stream === undefined) {
          this.state.succeeded();
          this.version = undefined;
          return POLL_MS;
        }
        await this.watch(this.version, signal);
        return PAUSE_MS;
      } catch (error) {
        if (signal.aborted) return 0;
        if (error instanceof GoneError || (error instanceof StatusError && error.status === 410)) {
          this.version = undefined;
          return PAUSE_MS;
        }
        return this.state.failed(error, LONGEST_RETRY_MS);
      }
    });
  }

  /** Gives the version of the list. */
  private async list(signal: AbortSignal): Promise<string> {
    const objects: KubernetesObject[] = [];
    let next = '';
    do {
      const url = this.url({ limit: PAGE, continue: next });
      const request = { url, timeoutMs: LIST_TIMEOUT_MS, signal };
      const { value } = await requestJson<ObjectList>(this.options.client, request);
      for (const object of value.items ?? []) objects.push(object);
      next = value.metadata?.continue ?? '';
      if (next === '') {
        this.options.listener.listed(objects);
        return value.metadata?.resourceVersion ?? '';
      }
    } while (!signal.aborted);
    throw new Error('stopped');
  }

  private async watch(version: string, signal: AbortSignal): Promise<void> {
    const { clock } = this.options.environment;
    const seconds = Math.round(WATCH_SECONDS * (1 + Math.random() / 2));
    const url = this.url({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: version,
      timeoutSeconds: String(seconds),
    });
    // A connection that died without a word would else be listened to for ever.
    const overdue = new AbortController();
    const cancel = clock.at(clock.now() + (seconds + 30) * 1000, () => overdue.abort());
    try {
      const both = AbortSignal.any([signal, overdue.signal]);
      const answer = await this.options.client.stream!(getRequest({ url, timeoutMs: LIST_TIMEOUT_MS, signal: both }));
      if (answer.status !== 200) throw new StatusError(url, answer.status, await firstBytes(answer.body));
      this.state.succeeded();
      await this.follow(answer.body);
    } catch (error) {
      if (!overdue.signal.aborted) throw error;
    } finally {
      cancel();
    }
  }

  private async follow(body: AsyncIterable<Uint8Array>): Promise<void> {
    const { listener } = this.options;
    for await (const { type, object } of watchEvents(body)) {
      if (type === 'ERROR') {
        if (object.code === 410) throw new GoneError();
        throw new Error(`the watch ended: ${object.message ?? `code ${object.code}`}`);
      }
      if (type === 'DELETED') listener.deleted(object);
      else if (type !== 'BOOKMARK') listener.changed(object);
      this.version = object.metadata?.resourceVersion ?? this.version;
    }
  }

  private url(parameters: Readonly<Record<string, string>>): string {
    const { url, label, field } = this.options;
    const given = Object.entries({ ...parameters, labelSelector: label, fieldSelector: field });
    return `${url}?${new URLSearchParams(given.filter(([, value]) => value !== ''))}`;
  }
}

/** The version that a watch was to begin at is too old. */
class GoneError extends Error {}

async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of body) return chunk;
  return new Uint8Array();
}
