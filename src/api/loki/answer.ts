/** What an endpoint answers with. */
export interface LokiAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Of many pieces others get their turn while they are made. */
  readonly body: string | Iterable<string>;
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

/** A list of things within that envelope, which may be long: each is made when it is sent. */
export const successList = <T>(items: readonly T[], toJson: (item: T) => unknown): LokiAnswer => ({
  status: 200,
  contentType: 'application/json; charset=UTF-8',
  body: listPieces(items, toJson),
});

function* listPieces<T>(items: readonly T[], toJson: (item: T) => unknown): Generator<string> {
  yield '{"status":"success","data":[';
  for (let from = 0; from < items.length; from += ITEMS_AT_ONCE) {
    const some = JSON.stringify(items.slice(from, from + ITEMS_AT_ONCE).map(toJson)).slice(1, -1);
    yield from === 0 ? some : `,${some}`;
  }
  yield ']}';
}

/** Items that are written as one piece. */
const ITEMS_AT_ONCE = 100;
