/** The lower 32 bits of an integer of 64 bits, unsigned. */
export const lowWord = (value: bigint): number => Number(value & 0xffffffffn);

/** The upper 32 bits of an integer of 64 bits, unsigned; negative ones are in two's complement. */
export const highWord = (value: bigint): number => Number((value >> 32n) & 0xffffffffn);
