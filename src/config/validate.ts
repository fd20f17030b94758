import { isIP } from 'node:net';
import { placeAmong } from '../lib/place-among.js';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { DIALECT_NAMES, type Dialect, portFlag } from './dialects.js';

const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** The port that a dialect takes: with the offset, 0 for a free one, `undefined` where it is off. */
export function effectivePort(config: Config, dialect: Dialect): number | undefined {
  const port = config.ports[dialect];
  if (port === 'off') return undefined;
  return port === 0 ? 0 : port + config.portOffset;
}

/** What must hold between settings: throws `ConfigError` for the first rule that is broken. */
export function validate(config: Config): void {
  for (const rule of [
    listenAddress,
    portRange,
    portsDiffer,
    remoteEngine,
    onePassword,
    clientCertificate,
    shard,
    peer,
  ]) {
    const broken = rule(config);
    if (broken !== undefined) throw new ConfigError(broken);
  }
}

function listenAddress({ listen }: Config): string | undefined {
  if (isIP(listen) !== 0 || HOST_NAME.test(listen)) return undefined;
  return `listen: ${JSON.stringify(listen)} is not an address; give one without a port, such as 127.0.0.1, ::1 or 0.0.0.0`;
}

function portRange(config: Config): string | undefined {
  for (const dialect of DIALECT_NAMES) {
    const port = effectivePort(config, dialect);
    if (port === undefined || (port >= 0 && port <= 65535 && (port !== 0 || config.ports[dialect] === 0))) continue;
    return `portOffset: ${config.portOffset} moves ${dialect} (${config.ports[dialect]}) to ${port}, which is no port; change the offset or ${portFlag(dialect)}`;
  }
  return undefined;
}

function portsDiffer(config: Config): string | undefined {
  const taken = new Map<number, Dialect>();
  for (const dialect of DIALECT_NAMES) {
    const port = effectivePort(config, dialect);
    if (port === undefined || port === 0) continue;
    const other = taken.get(port);
    if (other !== undefined) {
      return `ports.${other} and ports.${dialect} are both ${port}; move one with ${portFlag(other)} or ${portFlag(dialect)}`;
    }
    taken.set(port, dialect);
  }
  return undefined;
}

function remoteEngine({ storage }: Config): string | undefined {
  if (storage.engine === 'remote' && storage.url === undefined) {
    return 'storage.url: the remote engine needs it; give e.g. http://clickhouse:8123';
  }
  return undefined;
}

function onePassword({ storage }: Config): string | undefined {
  if (storage.password === undefined || storage.passwordFile === undefined) return undefined;
  return 'storage.password and storage.passwordFile are both given; keep one';
}

function clientCertificate({ storage: { tls } }: Config): string | undefined {
  if ((tls.certFile === undefined) === (tls.keyFile === undefined)) return undefined;
  return 'storage.tls.certFile and storage.tls.keyFile go together; give both or none';
}

function shard({ rules }: Config): string | undefined {
  if (rules.shard === undefined || placeAmong(rules.shard, { first: 1, most: 1000 }) !== undefined) return undefined;
  return `rules.shard: ${JSON.stringify(rules.shard)} is not I/N with I from 1 to N, such as 1/2`;
}

function peer({ alerting }: Config): string | undefined {
  if (alerting.peer === undefined || placeAmong(alerting.peer, { first: 0, most: 100 }) !== undefined) return undefined;
  return `alerting.peer: ${JSON.stringify(alerting.peer)} is not I/N with I from 0 to N - 1, such as 0/2`;
}
