import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { TlsConfig } from '../../lib/http-client/http-client-config.js';
import { readSecret } from '../../lib/http-client/secret.js';

/** What a connection to a mail server takes. */
export async function mailTls(tls: TlsConfig | undefined, host: string): Promise<ConnectionOptions> {
  const [ca, cert, key] = await Promise.all(
    [tls?.ca, tls?.cert, tls?.key].map((one) => (one === undefined ? undefined : readSecret(one))),
  );
  // Certificates are asked for by names, not by addresses.
  const servername = tls?.serverName ?? (isIP(host) === 0 ? host : undefined);
  return {
    ...(servername !== undefined && { servername }),
    rejectUnauthorized: tls?.insecureSkipVerify !== true,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(tls?.minVersion !== undefined && { minVersion: tls.minVersion }),
    ...(tls?.maxVersion !== undefined && { maxVersion: tls.maxVersion }),
  };
}
