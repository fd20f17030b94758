import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import type { BlackboxModule, IcmpProbe, ProbeConfig } from './blackbox-module.js';
import { probeDns } from './dns/dns-prober.js';
import { probeGrpc } from './grpc/grpc-prober.js';
import { probeHttp } from './http/http-prober.js';
import { ProbeRun } from './probe-run.js';
import { hostAndPort, resolveTarget } from './resolve-target.js';
import { probeTcp } from './tcp/tcp-prober.js';

type Probers = {
  readonly [P in ProbeConfig['prober']]: (
    run: ProbeRun,
    probe: Extract<ProbeConfig, { prober: P }>,
  ) => Promise<boolean>;
};

const PROBERS: Probers = { http: probeHttp, tcp: probeTcp, dns: probeDns, icmp: probeIcmp, grpc: probeGrpc };

export interface ProbeOutcome {
  readonly isSuccess: boolean;
  readonly families: MetricFamily[];
  /** What happened, for `debug=true`. */
  readonly log: readonly string[];
}

/** Probes a target once. Never rejects: what goes wrong is `probe_success` 0. */
export async function probe(
  target: string,
  module: BlackboxModule,
  timeoutMs: number,
  caller: AbortSignal,
): Promise<ProbeOutcome> {
  const started = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('context deadline exceeded')), timeoutMs);
  const run = new ProbeRun(target, AbortSignal.any([caller, deadline.signal]));
  const { prober } = module.probe;
  run.say(`Beginning probe probe=${prober} timeout_seconds=${timeoutMs / 1000}`);
  let isSuccess = false;
  try {
    const work = PROBERS[prober] as (run: ProbeRun, probe: ProbeConfig) => Promise<boolean>;
    isSuccess = await work(run, module.probe);
  } catch (error) {
    run.say(`Error err=${(error as Error).message}`);
  } finally {
    clearTimeout(timer);
    // Connections that are still open go with the probe.
    deadline.abort(new Error('the probe is over'));
  }
  const seconds = (performance.now() - started) / 1000;
  run.gauge('probe_success', 'Whether the probe succeeded', isSuccess ? 1 : 0);
  run.gauge('probe_duration_seconds', 'How long the probe took', seconds);
  run.say(`${isSuccess ? 'Probe succeeded' : 'Probe failed'} duration_seconds=${seconds}`);
  return { isSuccess, families: run.families.families, log: run.log };
}

/** Node opens no raw sockets, and so sends no echo requests; the name is looked up all the same. */
async function probeIcmp(run: ProbeRun, probe: IcmpProbe): Promise<boolean> {
  await resolveTarget(run, /^[^:]+:\d+$/.test(run.target) ? hostAndPort(run.target).host : run.target, probe);
  run.say('ICMP probes are not possible here: they need raw sockets; use a tcp or an http module for this target');
  return false;
}
