import { clearPortsFile, writePortsFile } from '../app/listeners-file.js';
import { exposureWarning, listenersTable } from '../app/listeners-table.js';
import type { RunningApp } from '../app/running-app.js';
import { stopOnSignals } from '../app/shutdown.js';
import { programVersion } from '../app/version.js';
import type { LoadedConfig } from '../config/load-config.js';
import { createLogger, OwnLogBuffer } from '../telemetry/logger.js';

/** What runs beside the server in one process (the demo's services); stopped before it. */
export interface Companion {
  stop(): Promise<void>;
}

/**
 * Starts the server, tells what listens where, and stops it on SIGTERM or SIGINT. `begin` runs once all listen; what it
 * returns is stopped first.
 */
export async function runServer(
  loaded: LoadedConfig,
  begin: (app: RunningApp) => Promise<Companion | undefined> = async () => undefined,
): Promise<void> {
  const { config } = loaded;
  const ownLogs = new OwnLogBuffer();
  const logger = createLogger({ buffer: ownLogs });
  for (const notice of loaded.notices) logger.info(notice);
  for (const warning of loaded.warnings) logger.warn(warning);
  const exposure = exposureWarning(config.listen);
  if (exposure !== undefined) logger.warn(exposure);
  if (config.portsFile !== undefined) clearPortsFile(config.portsFile);

  const { startApp } = await import('../app/app.js');
  const starting = startApp(config, {
    logger,
    ownLogs,
    origins: loaded.origins,
    unknownSettings: loaded.unknownSettings,
  });
  let companion: Promise<Companion | undefined> = Promise.resolve(undefined);
  const stop = async () => {
    await companion.then(
      (running) => running?.stop(),
      () => undefined,
    );
    const app = await starting.catch(() => undefined);
    await app?.stop();
  };
  stopOnSignals({ stop, log: (message) => logger.info(message) });

  const app = await starting;
  process.on('SIGHUP', () => {
    logger.info('SIGHUP: reading the configuration again');
    // What is wrong with it is logged where it was found.
    app.reload().catch(() => undefined);
  });
  try {
    if (config.portsFile !== undefined) writePortsFile(config.portsFile, app.listeners);
    console.log(`quartet ${programVersion()}, data in ${config.dataDir}\n${listenersTable(app.listeners)}`);
    console.log(`ready in ${(performance.now() / 1000).toFixed(2)} s`);
    companion = begin(app);
    await companion;
  } catch (error) {
    await stop();
    throw error;
  }
}
