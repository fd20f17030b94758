import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bytes that the body of a query may have. */
const MAX_FORM_BYTES = 10 << 20;

/**
 * The parameters of a query: those of the URL, and of a POST the form in its body, which wins. A body of another type
 * counts as empty, as it does in the original systems.
 */
export type QueryParameters = ReadonlyMap<string, readonly string[]>;

export const first = (parameters: QueryParameters, name: string): string | undefined => parameters.get(name)?.[0];

/** Makes `app` read form bodies as text for `parametersOf`. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_FORM_BYTES }, (_request, _body, done) =>
    done(null, ''),
  );
}

export function parametersOf(request: FastifyRequest): QueryParameters {
  const parameters = new Map<string, string[]>();
  const query = request.raw.url?.split('?', 2)[1] ?? '';
  const body = typeof request.body === 'string' ? request.body : '';
  for (const source of [body, query]) {
    for (const [name, value] of new URLSearchParams(source)) {
      const values = parameters.get(name);
      if (values === undefined) parameters.set(name, [value]);
      else values.push(value);
    }
  }
  return parameters;
}
