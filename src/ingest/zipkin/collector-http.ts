import type { FastifyInstance } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import { zipkinError } from '../../wire/zipkin/errors.js';
import { decodeJsonV1 } from '../../wire/zipkin/json-v1.js';
import { decodeJsonV2 } from '../../wire/zipkin/json-v2.js';
import { decodeProtobuf } from '../../wire/zipkin/protobuf.js';
import type { ZipkinSpan } from '../../wire/zipkin/span.js';
import { zipkinToSpans } from '../../wire/zipkin/to-spans.js';
import { acceptRawBodies, decompress } from '../body.js';
import type { RawRequest, ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { requestError } from '../request-error.js';
import { storeSpans } from '../store-counted.js';

const RECEIVED_BY = { dialect: 'zipkin', transport: 'http' } as const;

type Decode = (body: Buffer) => Iterable<ZipkinSpan>;

/**
 * How each path decodes each Content-Type. JSON is what Zipkin takes everything to be that is not named here, also a
 * body without a type.
 */
const PATHS: Readonly<Record<string, { readonly json: Decode; readonly others: ReadonlyMap<string, Decode> }>> = {
  '/api/v2/spans': { json: decodeJsonV2, others: new Map([['application/x-protobuf', decodeProtobuf]]) },
  '/api/v1/spans': { json: decodeJsonV1, others: new Map([['application/x-thrift', refuseThrift]]) },
};

/**
 * Zipkin's collector (port 9411): `POST /api/v2/spans` and `/api/v1/spans` answer 202 with an empty body when the spans
 * are stored. https://zipkin.io/zipkin-api/
 */
export async function zipkinReceiver(app: FastifyInstance, ctx: ReceiverContext): Promise<void> {
  const repeated = new RepeatedBodies<void>({ now: ctx.now });
  acceptRawBodies(app, ctx.maxBodyBytes);

  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = zipkinError(requestError(error));
    return reply.code(status).headers(headers).send(body);
  });

  for (const [path, { json, others }] of Object.entries(PATHS)) {
    app.post(path, async (request: RawRequest, reply) => {
      const tenant = ctx.tenantOf(request.headers);
      const decode = others.get(mediaType(request.headers['content-type'])) ?? json;
      const received = request.body ?? Buffer.alloc(0);
      await repeated.once(tenant, `${path} ${decode.name}`, received, async () => {
        const body = await decompress(received, request.headers['content-encoding'], ctx.maxBodyBytes);
        if (body.length === 0) return;
        const spans = zipkinToSpans(decode(body), tenant, ctx.writer.indexes.resources, ctx.now());
        await storeSpans(ctx, RECEIVED_BY, spans, body.length);
      });
      return reply.code(202).send();
    });
  }
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').replace(/;.*$/, '').trim().toLowerCase();
}

function refuseThrift(): never {
  throw new QuartetError('unsupported_media', 'spans of Zipkin v1 in Thrift are not taken; send application/json');
}
