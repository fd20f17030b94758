import type { HttpClient } from './http-client.js';
import type { OAuth2Config } from './http-client-config.js';
import { readSecret } from './secret.js';
import { statusLine } from './status-line.js';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** A token is asked for anew this long before it ends, ms. */
const EARLY_MS = 10_000;

interface Token {
  readonly header: string;
  readonly secret: string;
  readonly endsMs: number;
}

/**
 * Tokens by the client credentials grant. One is kept until it ends, and asked for by one request at a time.
 * https://datatracker.ietf.org/doc/html/rfc6749#section-4.4
 */
export class OAuth2Token {
  private token: Token | undefined;
  private asking: Promise<Token> | undefined;
  /** Some servers take the client's secret in the body alone. */
  private secretInBody = false;

  constructor(
    private readonly config: OAuth2Config,
    private readonly client: HttpClient,
    private readonly now: () => number,
  ) {}

  /** The value of the `Authorization` header. */
  async header(): Promise<string> {
    const secret = await readSecret(this.config.clientSecret);
    const { token } = this;
    if (token !== undefined && token.secret === secret && this.now() < token.endsMs) return token.header;
    this.asking ??= this.ask(secret).finally(() => {
      this.asking = undefined;
    });
    this.token = await this.asking;
    return this.token.header;
  }

  /** The server did not take it. */
  forget(): void {
    this.token = undefined;
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async ask(secret: string): Promise<Token> {
    let answer = await this.request(secret, this.secretInBody);
    if (!this.secretInBody && answer.status >= 400 && answer.status < 500) {
      const second = await this.request(secret, true);
      if (second.status < 300) {
        this.secretInBody = true;
        answer = second;
      }
    }
    if (answer.status >= 300) throw new Error(`oauth2: cannot fetch token: ${statusLine(answer.status)}`);
    return this.read(Buffer.from(answer.body).toString('utf8'), secret);
  }

  private async request(secret: string, secretInBody: boolean) {
    const { clientId, scopes, endpointParams, tokenUrl } = this.config;
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...endpointParams });
    if (scopes.length > 0) form.set('scope', scopes.join(' '));
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (secretInBody) {
      form.set('client_id', clientId);
      form.set('client_secret', secret);
    } else headers.authorization = basicHeader(encodeURIComponent(clientId), encodeURIComponent(secret));
    try {
      return await this.client.request({
        method: 'POST',
        url: tokenUrl,
        headers,
        body: form.toString(),
        timeoutMs: TIMEOUT_MS,
        maxBodyBytes: MAX_ANSWER_BYTES,
      });
    } catch (error) {
      throw new Error(`oauth2: cannot fetch token: ${(error as Error).message}`);
    }
  }

  private read(text: string, secret: string): Token {
    let answer: { access_token?: unknown; token_type?: unknown; expires_in?: unknown } | null;
    try {
      answer = JSON.parse(text) as typeof answer;
    } catch {
      throw new Error('oauth2: cannot parse the token: not JSON');
    }
    if (typeof answer?.access_token !== 'string' || answer.access_token === '')
      throw new Error('oauth2: server response missing access_token');
    const type =
      typeof answer.token_type === 'string' && !/^bearer$/i.test(answer.token_type) ? answer.token_type : 'Bearer';
    const seconds = Number(answer.expires_in);
    const endsMs = seconds > 0 ? this.now() + seconds * 1000 - EARLY_MS : Number.POSITIVE_INFINITY;
    return { header: `${type} ${answer.access_token}`, secret, endsMs };
  }
}

export const basicHeader = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
