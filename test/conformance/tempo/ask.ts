import { request } from 'undici';
import { parseJson } from '../json.js';
import { decodeMessage } from './protobuf.js';
import type { RecordedRequest } from './recorded-case.js';

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON or protobuf. */
  readonly body: unknown;
}

/** Sends a recorded request to a server at `url`. */
export async function ask(url: string, recorded: RecordedRequest): Promise<Answer> {
  const { method, path, params = {}, headers = {}, requestBody } = recorded;
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(params)) {
    for (const value of [values].flat()) query.append(name, String(value));
  }
  const answer = await request(`${url}${path}${query.size === 0 ? '' : `?${query}`}`, {
    method: method as 'GET',
    headers,
    body: requestBody === undefined ? null : JSON.stringify(requestBody),
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const status = answer.statusCode;
  if (status < 400 && String(answer.headers['content-type']).includes('protobuf')) {
    return { status, body: decodeMessage(recorded.proto!, bytes) };
  }
  const text = bytes.toString();
  const parsed: unknown = status < 400 ? parseJson(text) : undefined;
  return { status, body: typeof parsed === 'object' && parsed !== null ? parsed : text };
}

/** The recorded answer in the same form. */
export function recordedAnswer({ status, body, proto }: RecordedRequest): Answer {
  const encoded = (body as { $base64?: string } | null)?.$base64;
  return { status, body: encoded === undefined ? body : decodeMessage(proto!, Buffer.from(encoded, 'base64')) };
}
