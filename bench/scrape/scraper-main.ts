import { setInterval } from 'node:timers';
import { createEngine } from '../../src/app/engine.js';
import { planMemory } from '../../src/app/memory-plan.js';
import { openStore } from '../../src/app/store.js';
import { staticDiscoverer } from '../../src/collect/discovery/static-discoverer.js';
import { Scraper } from '../../src/collect/scrape/scraper.js';
import { defaultConfig } from '../../src/config/defaults.js';
import { readScrapeConfigs } from '../../src/config/prometheus/scrape-configs.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { UNLIMITED_METRICS } from '../../src/model/metric-limits.js';
import { MetricIntake } from '../../src/pipeline/metric-intake/metric-intake.js';
import { systemClock } from '../../src/telemetry/clock.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { Metrics } from '../../src/telemetry/metrics.js';
import type { ScrapeFigures, ScrapeLoad } from './load.js';

/** Scrapes the targets into a store of its own, as the server does. Tells its figures when asked, and ends when told to. */
const { directory, file } = JSON.parse(process.argv[2]!) as ScrapeLoad;
const config = { ...defaultConfig(), dataDir: directory };
const logger = createLogger({ level: 'warn' });
const metrics = new Metrics('bench');
const memory = planMemory(config.memoryLimit, config.limits.ingestQueueBytes);
const store = await openStore({
  engine: await createEngine(config, memory.engine, logger),
  config,
  memory,
  metrics,
  logger,
  now: Date.now,
  onLogs: () => {},
  onSpans: () => {},
  logLimitsOf: () => ({ ...config.loki, retentionPeriod: config.retention.logs }),
});
const scraper = new Scraper({
  tenant: 'default',
  writer: store.writer,
  metricIntake: new MetricIntake(() => UNLIMITED_METRICS, Date.now),
  clock: systemClock,
  logger,
  holdWritesMs: 100,
  discover: ({ discovery }) => discovery.flatMap((one) => (one.kind === 'static' ? [staticDiscoverer(one)] : [])),
});
scraper.describeTo(metrics);

/** How long a timer of this length is late, ms. */
const LOOK_MS = 20;
let expected = performance.now() + LOOK_MS;
let delays: number[] = [];
setInterval(() => {
  const now = performance.now();
  delays.push(Math.max(0, now - expected));
  expected = now + LOOK_MS;
}, LOOK_MS).unref();

process.on('message', async (message) => {
  if (message === 'stop') {
    await scraper.stop();
    await store.close();
    process.disconnect();
    return;
  }
  const counters = await metrics.registry.getMetricsAsJSON();
  const count = (name: string) =>
    Number(counters.find((one) => one.name === `quartet_scrape_${name}_total`)?.values[0]?.value);
  const targets = scraper.targets();
  const taken = delays.sort((a, b) => a - b);
  delays = [];
  process.send!({
    scrapes: count('scrapes'),
    samples: count('samples'),
    missed: count('missed'),
    late: count('late'),
    failed: count('failed') + count('failed_writes'),
    up: targets.filter(({ health }) => health === 'up').length,
    seconds: targets.map(({ lastSeconds }) => lastSeconds).sort((a, b) => a - b),
    delays: taken,
  } satisfies ScrapeFigures);
});
await scraper.apply(readScrapeConfigs(YamlFile.read(file)));
process.send!('ready');
