import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bytes that the body of a query may have. */
const MAX_FORM_BYTES = 10 << 20;

/**
 * The parameters of a query: those of the URL, and of a POST the form in its body, which wins. A body of another type
 * counts as empty, and so does a pair that is not well encoded, as in the original systems.
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
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  const body = typeof request.body === 'string' ? request.body : '';
  for (const source of [body, mark < 0 ? '' : url.slice(mark + 1)]) {
    for (const [name, value] of new URLSearchParams(wellEncoded(source))) {
      const values = parameters.get(name);
      if (values === undefined) parameters.set(name, [value]);
      else values.push(value);
    }
  }
  return parameters;
}

/** `source` without the pairs that Go's url.ParseQuery refuses: those with a stray `%` or a `;`. */
function wellEncoded(source: string): string {
  if (!source.includes(';') && !/%(?![0-9a-fA-F]{2})/.test(source)) return source;
  return source
    .split('&')
    .filter((pair) => !pair.includes(';') && !/%(?![0-9a-fA-F]{2})/.test(pair))
    .join('&');
}
