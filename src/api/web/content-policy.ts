/**
 * What a page of the UI may load and run: its own files and nothing else. Styles that the page makes itself carry the nonce.
 * https://www.w3.org/TR/CSP3/
 */
export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
