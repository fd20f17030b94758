import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.js';
import { QuartetError } from '../model/errors.js';
import type { Engine } from '../storage/engine/engine.js';
import type { Logger } from '../telemetry/logger.js';

/**
 * The engine that the configuration names. `memoryLimit`: bytes that it may use; a remote server has its own. Each is
 * loaded only when it is wanted: the native library alone takes 140 MB.
 */
export async function createEngine({ storage, dataDir }: Config, memoryLimit: number, logger: Logger): Promise<Engine> {
  if (storage.engine === 'remote') return remoteEngine(storage);
  if (storage.engine === 'process') {
    const { ProcessEngine } = await import('../storage/engine/process.js');
    return new ProcessEngine({
      dataDir,
      memoryLimit,
      onCrash: (reason) => logger.error({ reason }, 'the storage engine ended and is being started again'),
    });
  }
  const { EmbeddedEngine } = await import('../storage/engine/embedded.js');
  return new EmbeddedEngine({ dataDir, memoryLimit });
}

async function remoteEngine({ url, user, password, database, tls }: Config['storage']): Promise<Engine> {
  if (url === undefined)
    throw new QuartetError('invalid_argument', 'storage.engine is remote, but storage.url is not set');
  const { RemoteEngine } = await import('../storage/engine/remote.js');
  const pem = (file: string | undefined) => (file === undefined ? undefined : readFileSync(file, 'utf8'));
  const files = { ca: pem(tls.caFile), cert: pem(tls.certFile), key: pem(tls.keyFile) };
  const given = Object.fromEntries(Object.entries(files).filter(([, text]) => text !== undefined));
  return new RemoteEngine({
    url,
    username: user,
    password: password ?? '',
    database,
    tls: { ...given, rejectUnauthorized: !tls.insecureSkipVerify },
  });
}
