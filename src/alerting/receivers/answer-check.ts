import type { ClientAnswer } from '../../lib/http-client/http-client.js';
import { NotifyError } from '../notify/integration.js';

const TOO_MANY_REQUESTS = 429;
const MAX_SHOWN = 500;
const MAX_WAIT_MS = 24 * 3_600_000;

/** Throws `NotifyError` where the status is not 2xx. */
export function checkAnswer(answer: ClientAnswer, retryOn: readonly number[], nowMs: number): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  const retryable = status >= 500 || status === TOO_MANY_REQUESTS || retryOn.includes(status);
  const text = bodyText(answer).slice(0, MAX_SHOWN).trim();
  throw new NotifyError(
    `unexpected status code ${status}${text === '' ? '' : `: ${text}`}`,
    retryable,
    retryable ? retryAfter(headers['retry-after'], nowMs) : undefined,
  );
}

export const bodyText = ({ body }: ClientAnswer): string => Buffer.from(body).toString();

/** The answer as JSON, `undefined` where it is none. */
export function bodyJson(answer: ClientAnswer): unknown {
  try {
    return JSON.parse(bodyText(answer));
  } catch {
    return undefined;
  }
}

/** ms to wait: given in seconds or as a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(MAX_WAIT_MS, Math.max(0, ms));
}
