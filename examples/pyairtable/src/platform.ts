import { type ServiceName, serviceNames } from './catalog.js';
import { type ChildExit, ChildProcesses } from './children.js';
import type { FaultKind } from './faults.js';
import { formatPorts, freePorts, type Ports, portsFromOffset } from './ports.js';

const healthDeadlineMs = 90_000;
/** A port that was found free may be another program's by the time a service takes it. */
const attemptsOnFreePorts = 3;

const serviceScript = new URL('./run-service.js', import.meta.url);
const trafficScript = new URL('./run-traffic.js', import.meta.url);

export interface PlatformOptions {
  /** Base URL of the OTLP receiver over HTTP. Default `http://127.0.0.1:4318`. */
  readonly otlpEndpoint?: string;
  /** Base URL of the Loki push API. Default `http://127.0.0.1:3100`. */
  readonly lokiUrl?: string;
  /** Added to the eight ports of the catalog; `'free'` takes eight unused ports instead. Default 0. */
  readonly portOffset?: number | 'free';
  /** Journeys begun per second before the daily rhythm; 0 starts no traffic. Default 2. */
  readonly rate?: number;
  /** Share of requests struck by a fault, 0 to 1 inclusive. Default 0.02. */
  readonly faultRate?: number;
  /** The kinds of fault that are drawn. Default: all. */
  readonly faults?: readonly FaultKind[];
  /** `platform` keeps the share of traces that the catalog names for each service. Default `all`. */
  readonly sampling?: 'all' | 'platform';
  /** Send the prom-client figures over OTLP too; false once `/metrics` is scraped. Default true. */
  readonly figuresOverOtlp?: boolean;
  /** Where the children's stdout and stderr go. Default `ignore`. */
  readonly stdio?: 'ignore' | 'inherit';
}

export interface RunningService {
  readonly name: ServiceName;
  readonly port: number;
  readonly pid: number;
}

export interface Platform {
  readonly services: readonly RunningService[];
  /** The traffic generator's process; undefined at rate 0. */
  readonly traffic: { readonly pid: number } | undefined;
  /** Asks every child to stop by SIGTERM; what is left after six seconds is killed. May be called twice. */
  stop(): Promise<void>;
  /** Fulfilled with the first child that ends without having been asked to. Nothing is restarted. */
  readonly exited: Promise<ChildExit>;
}

/**
 * Starts the eight services, waits until each answers on `/health`, then starts the traffic.
 * @throws Error if a service ends or is not healthy within 90 seconds; whatever was started is stopped before
 */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { portOffset = 0 } = options;
  if (portOffset !== 'free') return startOn(portsFromOffset(portOffset), options);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePorts(), options);
    } catch (error) {
      if (attempt === attemptsOnFreePorts) throw error;
    }
  }
}

async function startOn(ports: Ports, options: PlatformOptions): Promise<Platform> {
  const { rate = 2, stdio = 'ignore' } = options;
  const children = new ChildProcesses(stdio, { ...environmentOf(options), PLATFORM_PORTS: formatPorts(ports) });
  const waiting = new AbortController();
  try {
    const services = serviceNames.map((name) => {
      return { name, port: ports[name], pid: children.start(name, serviceScript, [name]) };
    });
    await Promise.race([
      Promise.all(services.map((service) => untilHealthy(service, waiting.signal))),
      children.exited.then(rejectEarlyExit),
    ]);
    const traffic = rate > 0 ? { pid: children.start('traffic', trafficScript, []) } : undefined;
    return { services, traffic, stop: () => children.stop(), exited: children.exited };
  } catch (error) {
    await children.stop();
    throw error;
  } finally {
    waiting.abort();
  }
}

/** Only what is set: the children take their own defaults, or what this process's environment says. */
function environmentOf(options: PlatformOptions): Record<string, string> {
  const { otlpEndpoint, lokiUrl, rate, faultRate, faults, sampling, figuresOverOtlp } = options;
  return {
    ...(otlpEndpoint === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }),
    ...(lokiUrl === undefined ? {} : { LOKI_URL: lokiUrl }),
    ...(rate === undefined ? {} : { TRAFFIC_RATE: String(rate) }),
    ...(faultRate === undefined ? {} : { FAULT_RATE: String(faultRate) }),
    ...(faults === undefined ? {} : { FAULTS: faults.join(',') }),
    ...(sampling === undefined ? {} : { SAMPLING: sampling }),
    ...(figuresOverOtlp === undefined ? {} : { FIGURES_OVER_OTLP: figuresOverOtlp ? 'on' : 'off' }),
  };
}

/** The process id tells the service just started from one that already holds its port. */
async function untilHealthy({ name, port, pid }: RunningService, given: AbortSignal): Promise<void> {
  const deadline = Date.now() + healthDeadlineMs;
  while (Date.now() < deadline && !given.aborted) {
    const healthy = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2_000) })
      .then((response) => response.json() as Promise<{ pid?: number }>)
      .then((answer) => answer.pid === pid)
      .catch(() => false);
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${name} was not healthy on port ${port} within ${healthDeadlineMs / 1_000} s`);
}

function rejectEarlyExit({ name, code, signal }: ChildExit): never {
  throw new Error(`${name} ended while starting (${signal ?? `code ${code}`}); is its port taken?`);
}
