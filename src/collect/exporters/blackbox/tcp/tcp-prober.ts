import type { Socket } from 'node:net';
import { compileRegex } from '../../../../lib/bounded-regex.js';
import { Expansion } from '../../../../lib/go-expansion.js';
import { errorText } from '../../../../lib/http-client/error-text.js';
import type { QueryResponse, TcpProbe } from '../blackbox-module.js';
import { openSocket, secureSocket } from '../open-socket.js';
import type { ProbeRun } from '../probe-run.js';
import { hostAndPort, resolveTarget } from '../resolve-target.js';
import { addTls } from '../tls-gauges.js';
import { LineReader } from './line-reader.js';

/** Writes a text of the configuration with the groups of the expression that matched last. */
type Expand = (template: string) => string;

/**
 * Whether a server can be connected to, and says what is expected of it.
 * https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#tcp_probe
 */
export async function probeTcp(run: ProbeRun, probe: TcpProbe): Promise<boolean> {
  let socket: Socket | undefined;
  try {
    const { host, port } = hostAndPort(run.target);
    const { address } = await resolveTarget(run, host, probe);
    run.say(`Dialing TCP address=${address} port=${port}`);
    socket = await openSocket(run, { address, port, source: probe.sourceIpAddress });
    run.say('Successfully dialed');
    if (probe.isSecured) socket = await secured(run, socket, host, probe);
    return await converse(run, probe, socket, host);
  } catch (error) {
    run.say(`Error with the connection err=${errorText(run.signal.aborted ? run.signal.reason : error)}`);
    return false;
  } finally {
    socket?.destroy();
  }
}

async function secured(run: ProbeRun, socket: Socket, host: string, { tls }: TcpProbe): Promise<Socket> {
  const connection = await secureSocket(run, socket, host, tls);
  addTls(run, connection);
  return connection;
}

async function converse(run: ProbeRun, probe: TcpProbe, first: Socket, host: string): Promise<boolean> {
  let socket = first;
  let reader = new LineReader(socket);
  let expand: Expand = (template) => template;
  for (const [i, step] of probe.queryResponse.entries()) {
    run.say(`Processing query response entry entry_number=${i}`);
    if (step.expect !== '') {
      const matched = await expectLine(run, reader, step);
      run.gauge('probe_failed_due_to_regex', 'Whether an expression failed the probe', matched === undefined ? 1 : 0);
      if (matched === undefined) return false;
      expand = matched;
      addExpectInfo(run, step, expand);
    }
    if (step.send !== '') socket.write(`${expand(step.send)}\n`);
    if (!step.starttls) continue;
    reader.stop();
    socket = await secured(run, socket, host, probe);
    reader = new LineReader(socket);
  }
  return true;
}

/** Reads until a line matches; undefined when the server closes or the time is over before. */
async function expectLine(run: ProbeRun, reader: LineReader, { expect }: QueryResponse): Promise<Expand | undefined> {
  const regex = compileRegex(expect);
  for (;;) {
    const line = await run.bound(reader.next()).catch(() => undefined);
    if (line === undefined) {
      run.say(`Regexp did not match regexp=${expect}`);
      return undefined;
    }
    const matcher = regex.matcher(line);
    if (!matcher.find()) continue;
    run.say(`Regexp matched regexp=${expect}`);
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
    return (template) =>
      new Expansion(template, regex.namedGroups()).expand(groups.length - 1, (group) => groups[group]);
  }
}

function addExpectInfo(run: ProbeRun, { labels }: QueryResponse, expand: Expand): void {
  if (labels.length === 0) return;
  const values = Object.fromEntries(labels.map(({ name, value }) => [name, expand(value)]));
  run.gauge('probe_expect_info', 'What the answer said', 1, values);
}
