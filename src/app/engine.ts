import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.js';
import { QuartetError } from '../model/errors.js';
import { EmbeddedEngine } from '../storage/engine/embedded.js';
import type { Engine } from '../storage/engine/engine.js';
import { RemoteEngine } from '../storage/engine/remote.js';

/** The engine that the configuration names. `memoryLimit`: bytes that it may use; a remote server has its own. */
export function createEngine({ storage, dataDir }: Config, memoryLimit: number): Engine {
  if (storage.engine === 'embedded') return new EmbeddedEngine({ dataDir, memoryLimit });
  return remoteEngine(storage);
}

function remoteEngine({ url, user, password, database, tls }: Config['storage']): Engine {
  if (url === undefined)
    throw new QuartetError('invalid_argument', 'storage.engine is remote, but storage.url is not set');
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
