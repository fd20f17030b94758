import { randomInt } from 'node:crypto';
import { type Answer, type DecodedPacket, type Packet, RECURSION_DESIRED, type RecordType } from 'dns-packet';
import { errorText } from '../../../../lib/http-client/error-text.js';
import type { DnsProbe } from '../blackbox-module.js';
import type { ProbeRun } from '../probe-run.js';
import { hostAndPort, resolveTarget } from '../resolve-target.js';
import { askOverTcp, askOverUdp, type DnsServer } from './dns-exchange.js';
import { recordProblem } from './record-checks.js';
import { recordText } from './record-text.js';

/**
 * Whether a name server answers a question as it should.
 * https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#dns_probe
 */
export async function probeDns(run: ProbeRun, probe: DnsProbe): Promise<boolean> {
  const phases = { resolve: 0, connect: 0, request: 0 };
  let answer: DecodedPacket | undefined;
  try {
    const { host, port } = serverOf(run.target, probe.isSecured ? 853 : 53);
    const { address, family, seconds } = await resolveTarget(run, host, probe);
    phases.resolve = seconds;
    const started = performance.now();
    answer = await ask(run, { host, port, address, family }, probe);
    phases.request = (performance.now() - started) / 1000;
    const problem = problemOf(answer, probe);
    if (problem !== undefined) run.say(problem);
    return problem === undefined;
  } catch (error) {
    run.say(`Error while sending a DNS query err=${errorText(run.signal.aborted ? run.signal.reason : error)}`);
    return false;
  } finally {
    for (const [phase, seconds] of Object.entries(phases))
      run.gauge('probe_dns_duration_seconds', 'Duration of each phase', seconds, { phase });
    addAnswer(run, answer);
  }
}

function ask(run: ProbeRun, server: DnsServer, probe: DnsProbe): Promise<DecodedPacket> {
  const query: Packet = {
    type: 'query',
    id: randomInt(0x1_0000),
    flags: probe.recursionDesired ? RECURSION_DESIRED : 0,
    questions: [{ type: probe.queryType as RecordType, class: probe.queryClass as 'IN', name: probe.queryName }],
  };
  run.say(`Sending DNS query name=${probe.queryName} type=${probe.queryType} transport=${probe.transport}`);
  return probe.transport === 'udp' ? askOverUdp(run, server, probe, query) : askOverTcp(run, server, probe, query);
}

/** The port may be left out. */
function serverOf(target: string, defaultPort: number): { readonly host: string; readonly port: number } {
  const isBare = !/:\d{1,5}$/.test(target) || /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(target);
  return isBare ? { host: target.replace(/^\[|\]$/g, ''), port: defaultPort } : hostAndPort(target);
}

function problemOf(answer: DecodedPacket, probe: DnsProbe): string | undefined {
  const { rcode } = answer as DecodedPacket & { rcode: string };
  if (!probe.validRcodes.includes(rcode)) return `Rcode is not one of the valid rcodes rcode=${rcode}`;
  for (const [name, records, checks] of [
    ['Answer', answer.answers, probe.answers],
    ['Authority', answer.authorities, probe.authorities],
    ['Additional', answer.additionals, probe.additionals],
  ] as const) {
    const problem = recordProblem((records ?? []).filter(isRecord).map(recordText), checks);
    if (problem !== undefined) return `${name} RRs validation failed: ${problem}`;
  }
  return undefined;
}

/** OPT stands among the additional records, but is none. */
const isRecord = ({ type }: Answer): boolean => type !== 'OPT';

function addAnswer(run: ProbeRun, answer: DecodedPacket | undefined): void {
  run.gauge('probe_dns_query_succeeded', 'Whether there was an answer', answer === undefined ? 0 : 1);
  run.gauge('probe_dns_answer_rrs', 'Answer records', answer?.answers?.length ?? 0);
  run.gauge('probe_dns_authority_rrs', 'Authority records', answer?.authorities?.length ?? 0);
  run.gauge('probe_dns_additional_rrs', 'Additional records', answer?.additionals?.length ?? 0);
  for (const record of answer?.answers ?? []) {
    if (record.type === 'SOA') run.gauge('probe_dns_serial', 'Serial number of the zone', record.data.serial ?? 0);
  }
}
