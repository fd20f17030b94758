/** Bytes as hexadecimal digits, two each, without copying them first. */
export const hex = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('hex');
