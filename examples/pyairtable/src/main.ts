import { parseArgs } from 'node:util';
import { parseFaultKinds } from './faults.js';
import { type PlatformOptions, startPlatform } from './platform.js';

const usage = `Usage: node dist/main.js [options]

  --rate <n>             journeys begun per second, before the daily rhythm (default 2; 0: no traffic)
  --fault-rate <share>   share of requests struck by a fault, 0 to 1 (default 0.02)
  --faults <list>        latency,error,timeout,rate-limit (default: all)
  --port-offset <n>      added to the eight ports; "free" takes unused ones (default 0)
  --otlp <url>           OTLP over HTTP (default http://127.0.0.1:4318)
  --loki <url>           Loki push API (default http://127.0.0.1:3100)
  --sampling <mode>      all, or platform for the share of each service (default all)
  --scraped              the collector scrapes /metrics: do not send the figures over OTLP as well
  --logs                 show the services' own log lines
  --help                 show this text`;

const { values } = parseArgs({
  options: {
    rate: { type: 'string' },
    'fault-rate': { type: 'string' },
    faults: { type: 'string' },
    'port-offset': { type: 'string' },
    otlp: { type: 'string' },
    loki: { type: 'string' },
    sampling: { type: 'string' },
    scraped: { type: 'boolean' },
    logs: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

function optionsOf(): PlatformOptions {
  const { rate, faults, otlp, loki, sampling } = values;
  const offset = values['port-offset'] ?? process.env.PORT_OFFSET;
  return {
    ...(rate === undefined ? {} : { rate: Number(rate) }),
    ...(values['fault-rate'] === undefined ? {} : { faultRate: Number(values['fault-rate']) }),
    ...(faults === undefined ? {} : { faults: parseFaultKinds(faults) }),
    ...(offset === undefined ? {} : { portOffset: offset === 'free' ? offset : Number(offset) }),
    ...(otlp === undefined ? {} : { otlpEndpoint: otlp }),
    ...(loki === undefined ? {} : { lokiUrl: loki }),
    ...(sampling === undefined ? {} : { sampling: sampling === 'platform' ? 'platform' : 'all' }),
    ...(values.scraped ? { figuresOverOtlp: false } : {}),
    stdio: values.logs ? 'inherit' : 'ignore',
  };
}

if (values.help) {
  console.log(usage);
} else {
  const platform = await startPlatform(optionsOf()).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  for (const { name, port, pid } of platform.services)
    console.log(`${name.padEnd(20)} http://127.0.0.1:${port}  pid ${pid}`);
  if (platform.traffic !== undefined)
    console.log(`${'traffic'.padEnd(20)} ${' '.repeat(21)}  pid ${platform.traffic.pid}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void platform.stop().then(() => process.exit(0)));
  }
  const { name, code, signal } = await platform.exited;
  console.error(`${name} ended unexpectedly (${signal ?? `code ${code}`}); stopping the others`);
  await platform.stop();
  process.exitCode = 1;
}
