import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { parseJson } from '../json.js';
import type { RecordedRequest } from './recorded-case.js';

export interface Answer {
  readonly status: number;
  /** Parsed where it is JSON, without what no client relies on. */
  readonly body: unknown;
}

/** Sends a recorded request to a server at `url`. */
export async function ask(url: string, recorded: RecordedRequest): Promise<Answer> {
  const { method, path, params = {}, form, reqBody, gzip = false, headers = {} } = recorded;
  const query = encoded(params);
  const text = form === undefined ? reqBody : encoded(form);
  const answer = await request(`${url}${path}${query === '' ? '' : `?${query}`}`, {
    method: method as 'GET',
    headers: { ...headers, ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }) },
    body: text === undefined ? null : gzip ? gzipSync(text) : text,
  });
  return { status: answer.statusCode, body: comparable(await answer.body.text()) };
}

function encoded(pairs: NonNullable<RecordedRequest['params']>): string {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(pairs)) for (const value of [values].flat()) form.append(name, value);
  return form.toString();
}

function comparable(text: string): unknown {
  const parsed: unknown = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null) return text.replace(/\n$/, '');
  const body = parsed as { data?: { stats?: unknown; encodingFlags?: unknown } | null; warnings?: unknown };
  delete body.warnings;
  if (typeof body.data === 'object' && body.data !== null) {
    delete body.data.stats;
    delete body.data.encodingFlags;
  }
  return body;
}
