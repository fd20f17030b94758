import type { AddressInfo } from 'node:net';
import { childServer } from './child-server.js';
import { EmbeddedEngine } from './embedded.js';

/**
 * The process that `ProcessEngine` starts: an embedded engine behind HTTP on loopback. It tells its port over the IPC
 * channel, and ends when told to or when its parent is gone. Signals are the parent's to act on: a Ctrl-C or a stop of
 * the whole service reaches both, and the parent still has rows to write.
 */
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

const { QUARTET_ENGINE_DATA_DIR = '', QUARTET_ENGINE_MEMORY = '', QUARTET_ENGINE_PASSWORD = '' } = process.env;
const engine = new EmbeddedEngine({ dataDir: QUARTET_ENGINE_DATA_DIR, memoryLimit: Number(QUARTET_ENGINE_MEMORY) });
const server = childServer(engine, QUARTET_ENGINE_PASSWORD);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.close();
  await engine.stop();
  process.exit(0);
}
// Nobody is left to answer, and the next parent wants the directory: what is acknowledged survives this.
process.on('disconnect', () => {
  if (!stopping) process.kill(process.pid, 'SIGKILL');
});
process.on('message', (message) => {
  if (message === 'stop') void stop();
});

try {
  await engine.start();
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
} catch (error) {
  process.send?.({ error: (error as Error).message }, () => process.exit(1));
}
