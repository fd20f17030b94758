import { z } from 'zod';

/** Where an Alertmanager is asked, and for whom. */
export interface AlertmanagerServer {
  readonly url: string;
  readonly tenant?: string;
}

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly parameters?: readonly [name: string, value: string][];
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Asks for JSON of a known shape; an empty answer is `undefined`. Throws with the server's own words where it refuses. */
export async function ask<T>(
  { url, tenant }: AlertmanagerServer,
  path: string,
  schema: z.ZodType<T>,
  { method = 'GET', parameters = [], body }: Question = {},
): Promise<T> {
  const target = new URL(`${url.replace(/\/$/, '')}${path}?${new URLSearchParams(parameters)}`);
  const headers = {
    ...(tenant !== undefined && { 'X-Scope-OrgID': tenant }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  };
  let response: Response;
  let text: string;
  try {
    response = await fetch(target, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    text = await response.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`cannot reach ${target.host} (${cause}); --url names a running server's Alertmanager port`);
  }
  if (!response.ok) throw new Error(refusal(text) || `the server answered ${response.status}`);
  const answer = schema.safeParse(parsed(text));
  if (answer.success) return answer.data;
  throw new Error(`${target.origin}${path} answered ${response.status}: ${text.slice(0, 200)}`);
}

const refusals = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
]);

function refusal(text: string): string {
  const known = refusals.safeParse(parsed(text));
  return known.success ? known.data : text.trim().slice(0, 2000);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
