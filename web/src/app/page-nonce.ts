/** Of this page's content security policy: styles that scripts make must carry it. */
export const PAGE_NONCE = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
