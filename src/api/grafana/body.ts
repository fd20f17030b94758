import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_MODEL } from '../../dashboards/dashboards.js';
import { DashboardsError } from '../../dashboards/errors.js';

/** A dashboard as JSON with what stands around it. */
const MAX_BODY_BYTES = 2 * MAX_MODEL;

/** Makes `app` read bodies as JSON; clients also say JSON where they send nothing. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json/,
    { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
    (request, text, done) => {
      if (text === '') done(null, undefined);
      else void parse(request, text as string, done);
    },
  );
}

/** The body as `shape` has it; throws `bad_request` with what is wrong. */
export function bodyOf<T>({ body }: FastifyRequest, shape: z.ZodType<T>): T {
  const read = shape.safeParse(body ?? {});
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new DashboardsError('bad_request', `bad request data: ${path.join('.')}: ${message}`);
}

/** A member that clients leave out or send as null when they have nothing to say. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

export const record = z.record(z.string(), z.unknown());

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Every value of a parameter that may be given more than once. */
export function listParameter({ query }: FastifyRequest, name: string): string[] {
  const value = (query as Query)[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export const textParameter = (request: FastifyRequest, name: string): string | undefined =>
  listParameter(request, name)[0];

/** A whole number of at least 0; what is none counts as absent. */
export function numberParameter(request: FastifyRequest, name: string): number | undefined {
  const text = textParameter(request, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A number that a path names; throws `bad_request`. */
export function numberOfPath(text: string, what: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DashboardsError('bad_request', `${what} is invalid`);
}
