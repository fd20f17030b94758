import { readByteSize } from '../../lib/byte-size.js';
import { readGoDuration } from '../../lib/go-duration.js';
import { readGoFloat } from '../../lib/go-number.js';

/** The number that a label's value stands for, or why it stands for none. Durations in ns. */
export type LabelNumber = { readonly value: number } | { readonly problem: string };

/** How values of labels are read as what they are compared with or unwrapped to. */
export const LABEL_NUMBERS = {
  number: readGoFloat,
  duration: readGoDuration,
  bytes: readByteSize,
} as const satisfies Readonly<Record<string, (text: string) => LabelNumber>>;
