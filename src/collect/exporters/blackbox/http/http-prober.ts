import { readFile } from 'node:fs/promises';
import { createHttpClient } from '../../../../lib/http-client/create-http-client.js';
import { errorText } from '../../../../lib/http-client/error-text.js';
import { basicHeader, OAuth2Token } from '../../../../lib/http-client/oauth2-token.js';
import { proxyFor } from '../../../../lib/http-client/proxy-choice.js';
import { RequestHeaders } from '../../../../lib/http-client/request-headers.js';
import type { HttpProbe } from '../blackbox-module.js';
import type { ProbeRun } from '../probe-run.js';
import { resolveAddress, resolveTarget } from '../resolve-target.js';
import { addTls } from '../tls-gauges.js';
import { bodyProblem, headerProblem } from './answer-checks.js';
import type { HttpAnswer, PhaseSeconds } from './http-answer.js';
import { exchange, hostOf } from './http-exchange.js';
import { readBody } from './read-body.js';

const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Whether an HTTP server answers as it should.
 * https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#http_probe
 */
export async function probeHttp(run: ProbeRun, probe: HttpProbe): Promise<boolean> {
  const phases: PhaseSeconds = { resolve: 0, connect: 0, tls: 0, processing: 0, transfer: 0 };
  const shown = { redirects: 0, status: 0, version: 0, length: 0, uncompressed: 0, isSecured: 0, isRegexFailure: 0 };
  try {
    const { answer, redirects } = await follow(run, probe, phases, (count) => {
      shown.redirects = count;
    });
    shown.redirects = redirects;
    Object.assign(shown, { status: answer.status, version: Number(answer.version) });
    shown.length = Number(answer.headers['content-length'] ?? -1);
    run.say(`Received HTTP response status_code=${answer.status}`);
    let problem = statusProblem(answer, probe);
    const byHeader = problem === undefined ? headerProblem(answer, probe) : undefined;
    if (byHeader !== undefined) shown.isRegexFailure = 1;
    problem ??= byHeader;
    if (answer.secured !== undefined) {
      shown.isSecured = 1;
      addTls(run, answer.secured);
    }
    const started = performance.now();
    const body = await run.bound(readBody(answer.body, probe));
    phases.transfer += (performance.now() - started) / 1000;
    shown.uncompressed = body.uncompressedBytes;
    problem ??= body.problem === undefined ? undefined : `Reading the body failed: ${body.problem}`;
    const byBody = problem === undefined ? bodyProblem(body.text, probe) : undefined;
    if (byBody !== undefined) shown.isRegexFailure = 1;
    problem ??= byBody ?? securityProblem(answer, probe);
    addLastModified(run, answer);
    if (problem !== undefined) run.say(problem);
    return problem === undefined;
  } catch (error) {
    run.say(`Error for HTTP request err=${errorText(run.signal.aborted ? run.signal.reason : error)}`);
    return false;
  } finally {
    addShown(run, shown, phases);
  }
}

async function follow(
  run: ProbeRun,
  probe: HttpProbe,
  phases: PhaseSeconds,
  told: (redirects: number) => void,
): Promise<{ readonly answer: HttpAnswer; readonly redirects: number }> {
  const { client } = probe;
  const first = targetUrl(run.target);
  const headersOf = requestHeaders(probe);
  let body = probe.bodyFile === undefined ? probe.body || undefined : await readFile(probe.bodyFile);
  let { method } = probe;
  let url = first;
  for (let redirects = 0; ; redirects++) {
    told(redirects);
    const address = await addressOf(run, probe, url, phases, redirects === 0);
    const headers = await run.bound(headersOf(url, first));
    run.say(`Making HTTP request url=${shownUrl(url)} method=${method}`);
    const answer = await exchange(run, probe, { url, address, method, headers, body }, phases);
    const { location } = answer.headers;
    if (!client.followRedirects || !REDIRECTS.has(answer.status) || location === undefined)
      return { answer, redirects };
    answer.body.on('error', () => {}).destroy();
    run.say(`Received redirect status_code=${answer.status}`);
    if (redirects === MAX_REDIRECTS) throw new Error(`stopped after ${MAX_REDIRECTS} redirects`);
    url = new URL(location, url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('the redirect leads to no HTTP URL');
    if (answer.status < 307 && method !== 'GET' && method !== 'HEAD') {
      method = 'GET';
      body = undefined;
    }
  }
}

/** A proxy finds other hosts by itself. */
async function addressOf(run: ProbeRun, probe: HttpProbe, url: URL, phases: PhaseSeconds, isFirst: boolean) {
  if (proxyFor(url, probe.client.proxy, process.env) !== undefined) return undefined;
  // Only the target's own address is shown.
  const resolve = isFirst ? resolveTarget : resolveAddress;
  const { address, seconds } = await resolve(run, hostOf(url), probe);
  phases.resolve += seconds;
  return address;
}

function targetUrl(target: string): URL {
  try {
    return new URL(/^https?:\/\//.test(target) ? target : `http://${target}`);
  } catch {
    throw new Error('the target is not a URL');
  }
}

/** What each request carries; credentials only where the target itself would see them. */
function requestHeaders({ client, headers, compression }: HttpProbe) {
  const { oauth2 } = client;
  const token =
    oauth2 === undefined
      ? undefined
      : new OAuth2Token(oauth2, createHttpClient({ followRedirects: true, http2: true }), Date.now);
  const of = new RequestHeaders(client, token, 'Blackbox Exporter/quartet');
  return async (url: URL, first: URL): Promise<Record<string, string>> => {
    const isOther = url.host !== first.host;
    const sent = await of.of({ method: 'GET', url: url.href, headers, timeoutMs: 0, maxBodyBytes: 0 }, isOther);
    const isAsked = Object.keys(headers).some((name) => name.toLowerCase() === 'accept-encoding');
    if (!isAsked) delete sent['accept-encoding'];
    if (!isAsked && compression !== '') sent['accept-encoding'] = compression;
    if (isOther) delete sent.host;
    if (!isOther && url.username !== '')
      sent.authorization ??= basicHeader(decodeURIComponent(url.username), decodeURIComponent(url.password));
    return sent;
  };
}

const shownUrl = (url: URL): string => `${url.origin}${url.pathname}`;

function statusProblem({ status, version }: HttpAnswer, probe: HttpProbe): string | undefined {
  const isValid =
    probe.validStatusCodes.length === 0 ? status >= 200 && status < 300 : probe.validStatusCodes.includes(status);
  if (!isValid)
    return `Invalid HTTP response status code status_code=${status} valid_status_codes=[${probe.validStatusCodes.join(' ') || '2xx'}]`;
  if (probe.validHttpVersions.length > 0 && !probe.validHttpVersions.includes(`HTTP/${version}`))
    return `Invalid HTTP version number version=HTTP/${version}`;
  return undefined;
}

function securityProblem({ secured }: HttpAnswer, { failIfSsl, failIfNotSsl }: HttpProbe): string | undefined {
  if (secured !== undefined && failIfSsl) return 'Final request was over SSL';
  if (secured === undefined && failIfNotSsl) return 'Final request was not over SSL';
  return undefined;
}

function addLastModified(run: ProbeRun, { headers }: HttpAnswer): void {
  const ms = Date.parse(headers['last-modified'] ?? '');
  if (!Number.isNaN(ms))
    run.gauge('probe_http_last_modified_timestamp_seconds', 'When the document was last changed', ms / 1000);
}

function addShown(
  run: ProbeRun,
  shown: Readonly<
    Record<'redirects' | 'status' | 'version' | 'length' | 'uncompressed' | 'isSecured' | 'isRegexFailure', number>
  >,
  phases: PhaseSeconds,
): void {
  for (const [phase, seconds] of Object.entries(phases))
    run.gauge('probe_http_duration_seconds', 'Duration of each phase, over all redirects', seconds, { phase });
  run.gauge('probe_http_status_code', 'Status code of the answer', shown.status);
  run.gauge('probe_http_version', 'Version of HTTP', shown.version);
  run.gauge('probe_http_content_length', 'Content-Length of the answer, -1 where it has none', shown.length);
  run.gauge('probe_http_uncompressed_body_length', 'Bytes of the body', shown.uncompressed);
  run.gauge('probe_http_redirects', 'Redirects that were followed', shown.redirects);
  run.gauge('probe_http_ssl', 'Whether the last request was over TLS', shown.isSecured);
  run.gauge('probe_failed_due_to_regex', 'Whether an expression failed the probe', shown.isRegexFailure);
}
