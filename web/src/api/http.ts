/** An answer that is not 2xx, or none at all. `message` is what the server said, in whichever dialect. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    readonly body?: unknown,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form: long queries do not fit into URLs. */
  readonly form?: Parameters;
  readonly query?: Parameters;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type Parameters = Readonly<Record<string, Parameter | readonly Parameter[] | undefined>>;
type Parameter = string | number | boolean;

/** JSON of our own server, below `/api`. Throws ApiError; an aborted call throws the AbortError of `fetch`. */
export async function callJson<T>(path: string, options: CallOptions = {}): Promise<T> {
  return jsonOf(await call(path, { ...options, headers: { Accept: 'application/json', ...options.headers } }), path);
}

/** The body of an answer; undefined where it is empty. Throws ApiError. */
export async function jsonOf<T>(response: Response, path = response.url): Promise<T> {
  const text = await response.text();
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError(`the answer of ${path} is no JSON`, response.status, text.slice(0, 200));
  }
}

export async function call(path: string, options: CallOptions = {}): Promise<Response> {
  const { method, body, form, query, headers, signal } = options;
  const response = await fetch(withQuery(path, query), {
    method: method ?? (body === undefined && form === undefined ? 'GET' : 'POST'),
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form !== undefined && { body: parametersOf(form) }),
    ...(signal !== undefined && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw new ApiError('the server cannot be reached', 0);
  });
  if (!response.ok) throw await failure(response);
  return response;
}

function withQuery(path: string, query: Parameters | undefined): string {
  const text = query === undefined ? '' : parametersOf(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

function parametersOf(values: Parameters): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? (value as readonly Parameter[]) : [value as Parameter | undefined]) {
      if (one !== undefined) parameters.append(name, String(one));
    }
  }
  return parameters;
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  try {
    const body: unknown = JSON.parse(text);
    return new ApiError(messageOf(body) ?? response.statusText, response.status, body);
  } catch {
    return new ApiError(text.trim().slice(0, 500) || `HTTP ${response.status}`, response.status, text);
  }
}

/** Prometheus and Alertmanager say `error`, Grafana and Tempo `message`, our own API `error.message`. */
function messageOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  const { message, error } = (body ?? {}) as { message?: unknown; error?: unknown };
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null) return messageOf(error);
  return typeof message === 'string' ? message : undefined;
}
