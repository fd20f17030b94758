import type { z } from 'zod';
import type { IntegrationConfigs, IntegrationType } from '../../../alerting/receivers/receiver-config.js';
import type { Secret } from '../../../lib/http-client/http-client-config.js';
import { secretIn } from '../../http-client.js';
import type { GlobalReceivers } from './global-fields.js';

/** What the settings of an integration become a configuration with. */
export interface IntegrationContext {
  readonly global: GlobalReceivers;
  /** Paths are relative to it. */
  readonly directory: string;
  /** `http_config` says who asks. */
  readonly hasAuthorization: boolean;
  /** Tells what is wrong with the integration. */
  bad(message: string): void;
}

/** How one kind of integration stands in a file, and what it means. */
export interface IntegrationSchema<T extends IntegrationType, S extends z.ZodType> {
  readonly sendResolved: boolean;
  readonly schema: S;
  readonly convert: (given: z.output<S>, context: IntegrationContext) => IntegrationConfigs[T];
}

/** In place or in a file, not both. */
export interface GivenSecret {
  readonly name: string;
  readonly text: string | undefined;
  readonly file: string | undefined;
}

/** Undefined where neither is given; says so where both are. */
export function oneSecret(
  { name, text, file }: GivenSecret,
  { bad, directory }: IntegrationContext,
): Secret | undefined {
  if (text !== undefined && file !== undefined) bad(`at most one of ${name} & ${name}_file must be configured`);
  return secretIn(directory)(text, file);
}

/** That of the integration, or of `global`. */
export function secretOrGlobal(own: GivenSecret, global: Omit<GivenSecret, 'name'>, context: IntegrationContext) {
  return oneSecret(own, context) ?? secretIn(context.directory)(global.text, global.file);
}

/** Says what is missing; the configuration is not used then. */
export function needed(secret: Secret | undefined, message: string, { bad }: IntegrationContext): Secret {
  if (secret === undefined) bad(message);
  return secret ?? { text: '' };
}

/** Addresses to which paths are added. */
export const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
