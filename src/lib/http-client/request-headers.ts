import type { ClientRequest } from './http-client.js';
import type { HttpClientConfig } from './http-client-config.js';
import { basicHeader, type OAuth2Token } from './oauth2-token.js';
import { readSecret } from './secret.js';

/** Says what a request may carry to the server that it is meant for, and to others that it is sent on to. */
export class RequestHeaders {
  constructor(
    private readonly config: HttpClientConfig,
    private readonly token: OAuth2Token | undefined,
    private readonly userAgent: string,
  ) {}

  /** Names in lower case. To another host go neither credentials nor the headers of the settings. */
  async of(request: ClientRequest, isOtherHost: boolean): Promise<Record<string, string>> {
    const headers: Record<string, string> = { 'user-agent': this.userAgent, 'accept-encoding': 'gzip' };
    for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
    if (isOtherHost) {
      delete headers.authorization;
      delete headers.cookie;
      return headers;
    }
    for (const { name, values } of this.config.headers ?? []) {
      headers[name.toLowerCase()] = (await Promise.all(values.map(readSecret))).join(', ');
    }
    const authorization = await this.authorization();
    if (authorization !== undefined) headers.authorization = authorization;
    return headers;
  }

  private async authorization(): Promise<string | undefined> {
    const { basicAuth, authorization } = this.config;
    if (basicAuth !== undefined) {
      const [username, password] = await Promise.all(
        [basicAuth.username, basicAuth.password].map((secret) => (secret === undefined ? '' : readSecret(secret))),
      );
      return basicHeader(username!, password!);
    }
    if (authorization !== undefined) return `${authorization.type} ${await readSecret(authorization.credentials)}`;
    return this.token?.header();
  }
}
