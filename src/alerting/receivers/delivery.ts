import { createHash } from 'node:crypto';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import type { ClientAnswer, ClientRequest, HttpClient } from '../../lib/http-client/http-client.js';
import type { Secret } from '../../lib/http-client/http-client-config.js';
import { readSecret } from '../../lib/http-client/secret.js';
import { withAbsoluteLinks } from '../absolute-links.js';
import { type Notification, type NotifiedAlert, NotifyError } from '../notify/integration.js';
import { notificationData, statusOf } from '../template/notification-data.js';
import type { NotificationTemplates } from '../template/notification-templates.js';
import { checkAnswer } from './answer-check.js';

/** What receivers make notifications with. */
export interface DeliveryTools {
  readonly templates: NotificationTemplates;
  /** Where people reach the UI, without a slash at its end. */
  readonly externalUrl: string;
}

type Call = Pick<ClientRequest, 'url' | 'headers'> & {
  readonly method?: ClientRequest['method'];
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form. */
  readonly form?: URLSearchParams;
  readonly timeoutMs?: number;
  /** Further statuses after which trying again may help; 429 and 5xx always are such. */
  readonly retryOn?: readonly number[];
};

const TIMEOUT_MS = 60_000;
/** Shorter ones stand in other words too. */
const SHORTEST_SECRET = 4;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** One attempt to tell one receiver of one notification. Knows the secrets that it used, so that no message has them. */
export class Delivery {
  readonly status: NotifiedAlert['status'];
  readonly notification: Notification;
  private readonly data: ReturnType<typeof notificationData>;
  private readonly secrets = new Set<string>();

  constructor(
    notification: Notification,
    readonly signal: AbortSignal,
    private readonly tools: DeliveryTools,
    private readonly http: HttpClient,
  ) {
    const { externalUrl } = tools;
    const alerts = notification.alerts.map((alert) => ({
      ...alert,
      annotations: withAbsoluteLinks(alert.annotations, externalUrl),
    }));
    this.notification = { ...notification, alerts };
    this.status = statusOf(alerts);
    this.data = notificationData(this.notification, externalUrl);
  }

  get externalUrl(): string {
    return this.tools.externalUrl;
  }

  get isFiring(): boolean {
    return this.status === 'firing';
  }

  /** Names the group for the other side: 64 hex digits. */
  get groupHash(): string {
    return createHash('sha256').update(this.notification.groupKey).digest('hex');
  }

  /** What a template makes of the notification. Throws `TemplateError`. */
  text(source: string): string {
    return this.tools.templates.text(source, this.data);
  }

  html(source: string): string {
    return this.tools.templates.html(source, this.data);
  }

  /** Of a secret, with what templates in it make; empty where there is none. Files are read each time. */
  async secret(secret: Secret | undefined): Promise<string> {
    if (secret === undefined) return '';
    const text = await readSecret(secret);
    this.hide(text);
    return text;
  }

  /** Messages will have `<secret>` in its place. */
  hide(secret: string): void {
    const trimmed = secret.trim();
    this.secrets.add(trimmed);
    if (!URL.canParse(trimmed)) return;
    const { pathname, search } = new URL(trimmed);
    this.secrets.add(pathname + search);
  }

  /** The answer, if its status is 2xx. Throws `NotifyError`. */
  async call({ json, form, retryOn = [], timeoutMs = TIMEOUT_MS, headers = {}, method = 'POST', url }: Call) {
    const body = json !== undefined ? JSON.stringify(json) : form?.toString();
    const type = json !== undefined ? 'application/json' : 'application/x-www-form-urlencoded';
    let answer: ClientAnswer;
    try {
      answer = await this.http.request({
        method,
        url,
        headers: { ...(body !== undefined && { 'content-type': type }), ...headers },
        ...(body !== undefined && { body }),
        timeoutMs,
        maxBodyBytes: MAX_ANSWER_BYTES,
        signal: this.signal,
      });
    } catch (error) {
      throw new NotifyError((error as Error).message, true);
    }
    checkAnswer(answer, retryOn, this.notification.nowMs);
    return answer;
  }

  /** Why it failed, as others may read it. */
  failure(error: unknown): NotifyError {
    const message = this.withoutSecrets(error instanceof Error ? error.message : String(error));
    if (error instanceof NotifyError) return new NotifyError(message, error.retryable, error.retryAfterMs);
    return new NotifyError(message, !(error instanceof TemplateError));
  }

  private withoutSecrets(message: string): string {
    let shown = message;
    const longestFirst = [...this.secrets]
      .filter(({ length }) => length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length);
    for (const secret of longestFirst) {
      for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]))
        shown = shown.replaceAll(form, '<secret>');
    }
    return shown;
  }
}
