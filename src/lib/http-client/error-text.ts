/** What a failed request is called, after what Go's client says of it. Names nothing of the request but its address. */

type Failure = Error & {
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
  readonly host?: string;
};

const TEXTS: Readonly<Record<string, (error: Failure) => string>> = {
  ECONNREFUSED: (error) => `dial tcp${place(error)}: connect: connection refused`,
  ECONNRESET: () => 'connection reset by peer',
  EHOSTUNREACH: (error) => `dial tcp${place(error)}: connect: no route to host`,
  ENETUNREACH: (error) => `dial tcp${place(error)}: connect: network is unreachable`,
  ETIMEDOUT: (error) => `dial tcp${place(error)}: i/o timeout`,
  EPIPE: () => 'write: broken pipe',
  EMFILE: () => 'too many open files',
  ENOTFOUND: ({ hostname }: Failure & { hostname?: string }) => `dial tcp: lookup ${hostname ?? ''}: no such host`,
  EAI_AGAIN: ({ hostname }: Failure & { hostname?: string }) =>
    `dial tcp: lookup ${hostname ?? ''}: temporary failure in name resolution`,
  UND_ERR_CONNECT_TIMEOUT: () => 'dial tcp: i/o timeout',
  UND_ERR_SOCKET: () => 'EOF',
  UND_ERR_HEADERS_OVERFLOW: () => 'server response headers exceeded 16384 bytes; aborted',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: () => 'unexpected EOF',
  ERR_TLS_CERT_ALTNAME_INVALID: () => 'tls: failed to verify certificate: the certificate is for other names',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: () => UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () => UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: () => 'tls: failed to verify certificate: certificate has expired or is not yet valid',
};

const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: certificate signed by unknown authority';

const place = ({ address, port }: Failure): string =>
  address === undefined ? '' : ` ${address.includes(':') ? `[${address}]` : address}:${port}`;

/** One line, without secrets. */
export function errorText(thrown: unknown): string {
  const error = innermost(thrown);
  if (error.name === 'HTTPParserError') return `malformed HTTP response: ${error.message}`;
  if (error.code === undefined) return error.message || 'request failed';
  if (Object.hasOwn(TEXTS, error.code)) return TEXTS[error.code]!(error);
  return error.message;
}

/** Several addresses of a name were tried: the first failure tells. */
function innermost(thrown: unknown): Failure {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return innermost(thrown.errors[0]);
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
