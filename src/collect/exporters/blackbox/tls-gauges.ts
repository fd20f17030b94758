import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { ProbeRun } from './probe-run.js';

const VERSIONS: Readonly<Record<string, string>> = {
  TLSv1: 'TLS 1.0',
  'TLSv1.1': 'TLS 1.1',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.3': 'TLS 1.3',
};

/** What a connection shows of its certificates: when the first of the chain ends, and the leaf. */
export function addTls(run: ProbeRun, socket: TLSSocket): void {
  const chain = chainOf(socket.getPeerCertificate(true));
  const [leaf] = chain;
  const expiries = chain.map(({ valid_to }) => Date.parse(valid_to) / 1000);
  const earliest = Math.min(...expiries);
  run.gauge('probe_ssl_earliest_cert_expiry', 'When the first certificate of the chain ends', earliest);
  run.gauge('probe_ssl_last_chain_expiry_timestamp_seconds', 'When the chain ends', earliest);
  if (leaf !== undefined) {
    run.gauge('probe_ssl_last_chain_info', "The server's certificate", 1, {
      fingerprint_sha256: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: nameText(leaf.subject),
      issuer: nameText(leaf.issuer),
      subjectalternative: (leaf.subjectaltname ?? '')
        .split(', ')
        .map((name) => name.replace(/^[^:]*:/, ''))
        .join(','),
      serialnumber: leaf.serialNumber.toLowerCase(),
    });
  }
  const version = socket.getProtocol() ?? '';
  run.gauge('probe_tls_version_info', 'Version of TLS', 1, { version: VERSIONS[version] ?? version });
  run.gauge('probe_tls_cipher_info', 'Cipher of TLS', 1, { cipher: socket.getCipher().standardName });
}

/** The leaf first. The root issues itself. */
function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  for (let next = leaf; next?.fingerprint256 !== undefined && !chain.includes(next); next = next.issuerCertificate) {
    chain.push(next);
  }
  return chain;
}

const nameText = (name: object): string =>
  Object.entries(name as Record<string, string | string[]>)
    .flatMap(([key, values]) => [values].flat().map((value) => `${key}=${value}`))
    .join(',');
