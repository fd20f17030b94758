const MAX_SLUG = 100;

/** A title as it stands in an address: small letters and digits, joined by `-`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug.slice(0, MAX_SLUG) || 'untitled';
}
