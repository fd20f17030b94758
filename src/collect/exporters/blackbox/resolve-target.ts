import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { IpChoice } from './blackbox-module.js';
import type { ProbeRun } from './probe-run.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly seconds: number;
}

/** As `resolveAddress`, and shown as `probe_dns_lookup_time_seconds`, `probe_ip_protocol` and `probe_ip_addr_hash`. */
export async function resolveTarget(run: ProbeRun, host: string, choice: IpChoice): Promise<ResolvedAddress> {
  run.say(`Resolving target address target=${host} ip_protocol=${choice.preferredIpProtocol}`);
  const started = performance.now();
  try {
    const resolved = await resolveAddress(run, host, choice);
    run.gauge('probe_ip_protocol', 'Protocol of the address, 4 or 6', resolved.family);
    run.gauge(
      'probe_ip_addr_hash',
      'Hash of the address, which tells when it changes',
      fnv32a(ipaddr.parse(resolved.address.replace(/%.*$/, '')).toByteArray()),
    );
    run.say(`Resolved target address target=${host} ip=${resolved.address}`);
    return resolved;
  } finally {
    run.gauge('probe_dns_lookup_time_seconds', 'Time that the lookup of the name took', seconds(started));
  }
}

/** The address of a name in the preferred protocol, or in the other one where that is allowed. Rejects where there is none. */
export async function resolveAddress(run: ProbeRun, host: string, choice: IpChoice): Promise<ResolvedAddress> {
  const started = performance.now();
  const preferred = choice.preferredIpProtocol === 'ip4' ? 4 : 6;
  let found: readonly { readonly address: string; readonly family: number }[];
  try {
    const literal = isIP(host);
    found = literal === 0 ? await run.bound(lookup(host, { all: true })) : [{ address: host, family: literal }];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`resolution of ${host} failed: ${code ?? message}`);
  }
  const other = choice.ipProtocolFallback ? found[0] : undefined;
  const chosen = found.find(({ family }) => family === preferred) ?? other;
  if (chosen === undefined)
    throw new Error(`${host} has no ${choice.preferredIpProtocol} address and ip_protocol_fallback is false`);
  return { address: chosen.address, family: chosen.family === 4 ? 4 : 6, seconds: seconds(started) };
}

const seconds = (since: number) => (performance.now() - since) / 1000;

/** http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv32a(bytes: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** `host:port`, `[::1]:port`. Throws where the port is missing or none. */
export function hostAndPort(target: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(target) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535) throw new Error('the target is not of the form host:port');
  return { host, port: Number(port) };
}
