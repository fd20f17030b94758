import type { ConnectionOptions } from 'node:tls';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { errorText } from '../../../../lib/http-client/error-text.js';
import { TlsFiles } from '../../../../lib/http-client/tls-material.js';
import type { GrpcProbe } from '../blackbox-module.js';
import type { ProbeRun } from '../probe-run.js';
import { hostAndPort, resolveTarget } from '../resolve-target.js';

const METHOD = '/grpc.health.v1.Health/Check';
const SERVING_STATUS = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;

/**
 * Whether a gRPC server says that it serves. https://github.com/grpc/grpc/blob/master/doc/health-checking.md
 * https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#grpc_probe
 */
export async function probeGrpc(run: ProbeRun, probe: GrpcProbe): Promise<boolean> {
  const phases = { resolve: 0, check: 0 };
  let answered = '';
  let code: number = status.UNKNOWN;
  try {
    const { host, port } = hostAndPort(run.target);
    const { address, family, seconds } = await resolveTarget(run, host, probe);
    phases.resolve = seconds;
    const started = performance.now();
    const place = family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    try {
      answered = SERVING_STATUS[await check(run, place, host, probe)] ?? 'UNKNOWN';
      code = status.OK;
    } catch (error) {
      code = (error as Partial<ServiceError>).code ?? status.UNKNOWN;
      throw error;
    } finally {
      phases.check = (performance.now() - started) / 1000;
    }
    if (answered !== 'SERVING') run.say(`The service is not serving status=${answered}`);
    return answered === 'SERVING';
  } catch (error) {
    run.say(`Error for the health check err=${errorText(run.signal.aborted ? run.signal.reason : error)}`);
    return false;
  } finally {
    for (const [phase, seconds] of Object.entries(phases))
      run.gauge('probe_grpc_duration_seconds', 'Duration of each phase', seconds, { phase });
    for (const one of SERVING_STATUS) {
      const value = one === answered ? 1 : 0;
      run.gauge('probe_grpc_healthcheck_response', 'What the server said', value, { serving_status: one });
    }
    run.gauge('probe_grpc_ssl', 'Whether the connection was over TLS', probe.isSecured ? 1 : 0);
    run.gauge('probe_grpc_status_code', 'Status code of the call', code);
  }
}

async function check(run: ProbeRun, place: string, host: string, { service, tls, isSecured }: GrpcProbe) {
  const { options } = await new TlsFiles(tls).read();
  const servername = options.servername ?? host;
  const client = new Client(place, isSecured ? securedBy(options) : credentials.createInsecure(), {
    'grpc.default_authority': servername,
    'grpc.ssl_target_name_override': servername,
    'grpc.enable_retries': 0,
  });
  try {
    const call = new Promise<number>((resolve, reject) => {
      client.makeUnaryRequest(METHOD, requestBytes, statusOf, service, new Metadata(), (error, answer) =>
        error === null ? resolve(answer ?? 0) : reject(error),
      );
    });
    call.catch(() => {});
    return await run.bound(call);
  } finally {
    client.close();
  }
}

function securedBy({ ca, cert, key, rejectUnauthorized = true }: ConnectionOptions) {
  const bytes = (pem: ConnectionOptions['ca']) => (pem === undefined ? null : Buffer.from(String(pem)));
  return credentials.createSsl(bytes(ca), bytes(key as string | undefined), bytes(cert as string | undefined), {
    rejectUnauthorized,
  });
}

/** HealthCheckRequest: `string service = 1`. */
function requestBytes(service: string): Buffer {
  const name = Buffer.from(service);
  return name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
}

/** HealthCheckResponse: `ServingStatus status = 1`, whose numbers fit into a byte. */
const statusOf = (bytes: Buffer): number => (bytes[0] === 0x08 ? (bytes[1] ?? 0) : 0);
