/** A URL that may stand in a link: absolute http(s), or a path of this server; undefined for all else, as `javascript:` or a file's path. */
export function sanitizeUrl(text: string): string | undefined {
  if (text.startsWith('/') && !text.startsWith('//')) return text;
  try {
    const { protocol } = new URL(text);
    return protocol === 'http:' || protocol === 'https:' ? text : undefined;
  } catch {
    return undefined;
  }
}
