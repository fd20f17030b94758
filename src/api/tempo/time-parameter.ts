const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

/** A time in s, in ns, in s with a fraction or as RFC 3339; ns since 1970, or why it is none. */
export function readTime(name: string, text: string): { readonly ns: bigint } | { readonly problem: string } {
  if (/^-?\d+\.\d*$/.test(text)) return { ns: BigInt(Math.round(Number(text) * 1e6)) * 1_000n };
  if (/^-?\d{1,10}$/.test(text)) return { ns: BigInt(text) * NS_PER_SECOND };
  if (/^-?\d{1,19}$/.test(text)) return { ns: BigInt(text) };
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return { ns: BigInt(ms) * NS_PER_MS };
  return {
    problem: `could not parse '${name}' parameter: strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
  };
}
