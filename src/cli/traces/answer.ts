import type { z } from 'zod';

/** Where a server is asked, and for whom. */
export interface TraceServer {
  readonly url: string;
  readonly tenant: string | undefined;
}

/** Asks for JSON of a known shape; throws with the server's own words where it refuses. `what`: the port that `--url` names. */
export async function askJson<T>(
  { url, tenant }: TraceServer,
  path: string,
  parameters: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  what: string,
): Promise<T> {
  const target = new URL(`${url.replace(/\/$/, '')}${path}?${new URLSearchParams(parameters)}`);
  let response: Response;
  let body: string;
  try {
    response = await fetch(target, { headers: tenant === undefined ? {} : { 'X-Scope-OrgID': tenant } });
    body = await response.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`cannot reach ${target.host} (${cause}); --url names a running server's ${what} port`);
  }
  const json = parseJson(body);
  if (!response.ok)
    throw new Error(refusal(json) ?? (body.trim().slice(0, 2000) || `the server answered ${response.status}`));
  const answer = schema.safeParse(json);
  if (!answer.success) throw new Error(`${target.href} answered ${response.status}: ${body.slice(0, 200)}`);
  return answer.data;
}

/** The message of an error in JSON. */
function refusal(json: unknown): string | undefined {
  const { message } = (json as { error?: { message?: unknown } } | undefined)?.error ?? {};
  return typeof message === 'string' ? message : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
