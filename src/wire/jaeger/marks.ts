import type { SpanFields } from '../../model/spans.js';
import { type Tag, tagText } from './tag.js';

/**
 * Tags that stand for a field of the OpenTelemetry span, as https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/
 * and https://opentelemetry.io/docs/specs/otel/common/mapping-to-non-otlp/ lay down and the Collector's Jaeger receiver reads them.
 */
const MARKS = [
  'span.kind',
  'error',
  'otel.status_code',
  'otel.status_description',
  'http.status_code',
  'http.status_message',
  'w3c.tracestate',
  'otel.scope.name',
  'otel.scope.version',
  'otel.library.name',
  'otel.library.version',
] as const;

type Mark = (typeof MARKS)[number];

const MARK_BYTES = MARKS.map((mark) => ({ mark, bytes: Buffer.from(mark) }));

/** OTLP's SpanKind by the values of OpenTracing's `span.kind`. */
const KINDS: Readonly<Record<string, number>> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
const SERVER = 2;

/** OTLP's StatusCode by the values of `otel.status_code`. */
const STATUSES: Readonly<Record<string, number>> = { OK: 1, ERROR: 2 };
const UNSET = 0;
const ERROR = 2;

/**
 * Collects the marks of one span and turns them into its kind, status, trace state and scope. Those that were turned
 * into a field are not attributes any more.
 */
export class SpanMarks {
  scopeName = '';
  scopeVersion = '';
  private readonly values = new Map<Mark, { readonly type: Tag['type']; readonly text: string }>();
  private readonly taken = new Set<Mark>();

  clear(): void {
    this.scopeName = this.scopeVersion = '';
    this.values.clear();
    this.taken.clear();
  }

  /** To be called with each tag of the span; of a key that comes twice the last counts. */
  note(tag: Tag): void {
    const mark = markOf(tag);
    if (mark !== undefined) this.values.set(mark, { type: tag.type, text: tagText(tag) });
  }

  /** To be called when all tags were noted. */
  apply(span: SpanFields): void {
    if (this.values.size === 0) return;
    const kind = this.take('span.kind');
    if (kind !== undefined) span.kind = KINDS[kind] ?? UNSET;
    this.applyStatus(span);
    span.traceState = this.take('w3c.tracestate') ?? '';
    this.applyScope('otel.scope.name', 'otel.scope.version');
    this.applyScope('otel.library.name', 'otel.library.version');
  }

  /** Whether the tag became a field. */
  took(tag: Tag): boolean {
    if (this.taken.size === 0) return false;
    const mark = markOf(tag);
    return mark !== undefined && this.taken.has(mark);
  }

  /** `error` counts before `otel.status_code`, and that before what the HTTP status says. */
  private applyStatus(span: SpanFields): void {
    const failed = this.values.get('error');
    const code = this.values.get('otel.status_code');
    const http = this.values.get('http.status_code');
    if (failed !== undefined && failed.text === 'true' && (failed.type === 'bool' || failed.type === 'string')) {
      this.taken.add('error');
      this.take('otel.status_code');
      span.status = ERROR;
      span.statusMessage = this.take('otel.status_description') ?? this.values.get('http.status_message')?.text ?? '';
    } else if (code !== undefined) {
      this.taken.add('otel.status_code');
      span.status = STATUSES[code.text.toUpperCase()] ?? UNSET;
      span.statusMessage = this.take('otel.status_description') ?? '';
    } else if (http !== undefined && failedOverHttp(http.text, span.kind)) {
      span.status = ERROR;
      span.statusMessage = this.values.get('http.status_message')?.text ?? '';
    }
  }

  private applyScope(name: Mark, version: Mark): void {
    if (this.scopeName !== '') return;
    this.scopeName = this.take(name) ?? '';
    if (this.scopeName !== '') this.scopeVersion = this.take(version) ?? '';
  }

  private take(mark: Mark): string | undefined {
    const value = this.values.get(mark);
    if (value !== undefined) this.taken.add(mark);
    return value?.text;
  }
}

/**
 * A server's 4xx is the caller's mistake; anybody else's 4xx, a 5xx and what is no HTTP status are errors.
 * https://opentelemetry.io/docs/specs/semconv/http/http-spans/#status
 */
function failedOverHttp(text: string, kind: number): boolean {
  if (!/^-?\d{1,15}$/.test(text)) return false;
  const status = Number(text);
  if (status >= 400 && status < 500) return kind !== SERVER;
  return status < 100 || status >= 400;
}

function markOf(tag: Tag): Mark | undefined {
  const { buffer, keyStart } = tag;
  const length = tag.keyEnd - keyStart;
  for (const { mark, bytes } of MARK_BYTES) {
    if (bytes.length !== length) continue;
    let at = 0;
    while (at < length && bytes[at] === buffer[keyStart + at]) at++;
    if (at === length) return mark;
  }
  return undefined;
}
