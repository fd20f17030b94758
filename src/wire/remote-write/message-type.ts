import { QuartetError } from '../../model/errors.js';

export type RemoteWriteVersion = '1.0' | '2.0';

const MESSAGES: Readonly<Record<string, RemoteWriteVersion>> = {
  'prometheus.WriteRequest': '1.0',
  'io.prometheus.write.v2.Request': '2.0',
};

/**
 * The protocol that a Content-Type names. As in Prometheus, whatever is not `application/x-protobuf` is taken for 1.0
 * (senders that never set the header work); a message that we do not know throws `unsupported_media`, so that a sender
 * falls back to another.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#content-type
 */
export function versionOf(contentType: string | undefined): RemoteWriteVersion {
  const [media = '', ...parameters] = (contentType ?? '').split(';');
  if (media.trim().toLowerCase() !== 'application/x-protobuf') return '1.0';
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim().toLowerCase() !== 'proto') continue;
    const message = value.trim().replace(/^"(.*)"$/, '$1');
    const version = Object.hasOwn(MESSAGES, message) ? MESSAGES[message] : undefined;
    if (version === undefined) {
      const known = Object.keys(MESSAGES).join(' or ');
      throw new QuartetError(
        'unsupported_media',
        `protobuf message ${JSON.stringify(message)} is not known; send ${known}`,
      );
    }
    return version;
  }
  return '1.0';
}

/** Throws `unsupported_media` unless the Content-Encoding is snappy; a missing one counts as snappy, as in Prometheus. */
export function expectSnappy(contentEncoding: string | undefined): void {
  const name = contentEncoding?.trim().toLowerCase() ?? '';
  if (name !== '' && name !== 'snappy') {
    throw new QuartetError(
      'unsupported_media',
      `Content-Encoding ${JSON.stringify(contentEncoding)} is not taken here; remote write is compressed with snappy`,
    );
  }
}
