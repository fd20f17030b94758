import { stat } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import type { Secret, TlsConfig } from './http-client-config.js';
import { readSecret } from './secret.js';

/** What a connection is secured with, and `version`, which differs when a file has changed. */
export interface TlsMaterial {
  readonly options: ConnectionOptions;
  readonly version: number;
}

/** Reads certificates and keys, again when their files have changed. */
export class TlsFiles {
  private material: TlsMaterial | undefined;
  private seen = '';
  private version = 0;
  private reading: Promise<TlsMaterial> | undefined;

  constructor(private readonly config: TlsConfig | undefined) {}

  /** For all who ask at once they are read once. */
  read(): Promise<TlsMaterial> {
    this.reading ??= this.readNow().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readNow(): Promise<TlsMaterial> {
    const { config } = this;
    const files = [config?.ca, config?.cert, config?.key].flatMap((secret) =>
      secret !== undefined && 'file' in secret ? [secret.file] : [],
    );
    const seen = (await Promise.all(files.map(stamp))).join('\n');
    if (this.material !== undefined && seen === this.seen) return this.material;
    const options = await connectionOptions(config);
    this.seen = seen;
    this.material = { options, version: ++this.version };
    return this.material;
  }
}

/** Tells versions of a file apart; a file that is not there is told when it is read. */
async function stamp(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}

async function connectionOptions(config: TlsConfig | undefined): Promise<ConnectionOptions> {
  if (config === undefined) return {};
  const [ca, cert, key] = await Promise.all([text(config.ca), text(config.cert), text(config.key)]);
  if ((cert === undefined) !== (key === undefined)) throw new Error('a client certificate needs both cert and key');
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert, key }),
    ...(config.serverName !== undefined && { servername: config.serverName }),
    ...(config.minVersion !== undefined && { minVersion: config.minVersion }),
    ...(config.maxVersion !== undefined && { maxVersion: config.maxVersion }),
    rejectUnauthorized: !config.insecureSkipVerify,
  };
}

const text = async (secret: Secret | undefined) => (secret === undefined ? undefined : await readSecret(secret));
