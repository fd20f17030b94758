import type { QueryParameters } from '../form-parameters.js';
import type { AlertmanagerContext, ServedAlertmanager } from './context.js';

/** What an endpoint is called with. */
export interface AlertmanagerRequest {
  readonly context: AlertmanagerContext;
  /** That of the tenant who asks. */
  readonly alertmanager: ServedAlertmanager;
  readonly parameters: QueryParameters;
  /** The JSON of the body; undefined where there is none. */
  readonly body: unknown;
  /** Of the path, where it has one. */
  readonly silenceId: string;
}

/** What it answers with 200: pieces of JSON text; none: an empty body. */
export type Answer = Iterable<string>;

export const json = (value: unknown): Answer => [JSON.stringify(value)];
export const EMPTY: Answer = [];
