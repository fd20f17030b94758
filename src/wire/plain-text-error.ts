/** An answer that says in a line of plain text what went wrong. */
export interface PlainTextError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `retryAfter`: seconds after which repeating helps, told in whole ones; `undefined` where they are not to be told. */
export function plainTextError(status: number, message: string, retryAfter: number | undefined): PlainTextError {
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (retryAfter !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfter)));
  return { status, headers, body: `${message}\n` };
}
