/** What an endpoint answers with. */
export interface LokiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export const json = (value: unknown, status = 200): LokiAnswer => ({
  status,
  contentType: 'application/json; charset=UTF-8',
  body: JSON.stringify(value),
});

export const plainText = (body: string, status = 200): LokiAnswer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});

/** `data` within the envelope of most of the API. */
export const success = (data: unknown): LokiAnswer => json({ status: 'success', data });
