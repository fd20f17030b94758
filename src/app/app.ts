import { createServer, type Server } from 'node:http';
import type { Config } from '../config/config.js';
import { openDataDirectory } from './data-directory.js';
import { openListener, planListeners, portOf } from './listeners.js';
import type { OpenListener, RunningApp, StartOptions } from './running-app.js';

/** Takes the data directory and every port; answers nothing yet. */
export async function startApp(config: Config, { logger }: StartOptions): Promise<RunningApp> {
  const directory = openDataDirectory(config.dataDir, { schema: 1, engine: '26.7' });
  const servers: Server[] = [];
  const listeners: OpenListener[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    directory.release();
  };
  try {
    for (const planned of planListeners(config)) {
      const server = createServer((_, response) => response.writeHead(503).end('not there yet\n'));
      const bind = (port: number, host: string) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject).listen(port, host, () => resolve(portOf(server.address())));
        });
      const open = await openListener(planned, bind, (message) => logger.warn(message));
      if (open === undefined) continue;
      servers.push(server);
      listeners.push(open);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { listeners, ready: () => undefined, stop };
}
