import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import { readSecret } from '../../lib/http-client/secret.js';

/** What requests with these settings have in them that nobody may see. Files that cannot be read have nothing. */
export async function httpSecrets({
  basicAuth,
  authorization,
  oauth2,
  headers = [],
}: HttpClientConfig): Promise<string[]> {
  const secrets = [
    basicAuth?.password,
    authorization?.credentials,
    oauth2?.clientSecret,
    ...headers.flatMap(({ values }) => values),
  ];
  const read = (secret: (typeof secrets)[number]) => (secret === undefined ? '' : readSecret(secret).catch(() => ''));
  const texts = await Promise.all(secrets.map(read));
  if (basicAuth !== undefined) {
    const [username, password] = [await read(basicAuth.username), texts[0] ?? ''];
    texts.push(Buffer.from(`${username}:${password}`).toString('base64'));
  }
  return texts;
}
