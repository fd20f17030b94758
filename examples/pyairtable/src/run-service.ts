import { isServiceName, serviceNames } from './catalog.js';
import { onStopRequest } from './process.js';
import { settingsFromEnvironment } from './settings.js';
import { startTelemetry } from './telemetry/telemetry.js';

const name = process.argv[2] ?? '';
if (!isServiceName(name)) throw new Error(`unknown service "${name}"; known are ${serviceNames.join(', ')}`);

const settings = settingsFromEnvironment(name, process.env);
const telemetry = startTelemetry(settings);

// Loaded only now, so that the HTTP instrumentation sees the server's modules load.
const { buildService } = await import('./service.js');
const { services } = await import('./services/all.js');
const { define } = await services[name]();
const app = buildService(settings, telemetry.logger, define);

onStopRequest(async () => {
  telemetry.logger.info('stopping');
  app.server.closeIdleConnections();
  const closed = app.close();
  // Connections that other services keep alive would hold the close open.
  setTimeout(() => app.server.closeAllConnections(), 500).unref();
  await closed;
  await telemetry.stop();
});

const listenTextResolver = (address: string) => `${name} is listening on ${address}`;
await app.listen({ host: '127.0.0.1', port: settings.ports[name], listenTextResolver });
