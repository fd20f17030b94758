import { uncompress, uncompressSync } from 'snappy';
import { QuartetError } from '../model/errors.js';

/**
 * Decompresses snappy's block format. The length that the block declares is held against `maxBytes` first, so that a
 * bomb costs nothing. Throws `invalid_argument` for what is not snappy, `too_large` beyond the bound.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export async function decompressBlock(block: Buffer, maxBytes: number): Promise<Buffer> {
  const declared = declaredLength(block);
  if (declared === undefined) throw corrupt();
  if (declared > maxBytes) {
    throw new QuartetError(
      'too_large',
      `the body has ${declared} bytes after decompression; at most ${maxBytes} are taken`,
    );
  }
  if (declared > block.length * MAX_EXPANSION) throw corrupt();
  try {
    return (declared > MAX_SYNC_BYTES ? await uncompress(block, COPY) : uncompressSync(block, COPY)) as Buffer;
  } catch (error) {
    throw new QuartetError('invalid_argument', corrupt().message, { cause: error });
  }
}

/** A copy of 64 bytes takes three bytes at least, so no honest block grows by more. */
const MAX_EXPANSION = 64;

/** What is decompressed on the spot, in about 2 ms; more goes to another thread. */
const MAX_SYNC_BYTES = 2 * 1024 * 1024;

/** Lets the decompressor reuse its memory at once: without, the system's work for fresh pages costs more than the rest. */
const COPY = { copyOutputData: true } as const;

const corrupt = (): QuartetError => new QuartetError('invalid_argument', 'snappy: corrupt input');

/** The varint of at most 32 bits that every block begins with. */
function declaredLength(block: Uint8Array): number | undefined {
  let length = 0;
  for (let i = 0; i < 5 && i < block.length; i++) {
    const byte = block[i]!;
    length += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return length <= 0xffffffff ? length : undefined;
  }
  return undefined;
}
