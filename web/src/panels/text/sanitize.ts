import DOMPurify, { type Config } from 'dompurify';

/** Where the style of an element is kept until it stands in the page: the content policy lets no style in by markup. */
export const STYLE_KEPT = 'data-kept-style';

const CONFIG: Config = {
  USE_PROFILES: { html: true, svg: true },
  FORBID_TAGS: ['style', 'form', 'input', 'textarea', 'select', 'button', 'link', 'meta', 'base', 'template'],
  FORBID_ATTR: ['srcset', 'ping', 'background'],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: ['target'],
};

const purify = DOMPurify();

/** Styles that would reach beyond the panel, or ask for something elsewhere. */
const UNSAFE_STYLE = /url\s*\(|expression\s*\(|@import|position\s*:\s*(fixed|sticky)/i;

purify.addHook('afterSanitizeAttributes', (node) => {
  const style = node.getAttribute('style');
  if (style !== null) {
    node.removeAttribute('style');
    const kept = style
      .split(';')
      .filter((part) => !UNSAFE_STYLE.test(part))
      .join(';');
    if (kept.trim() !== '') node.setAttribute(STYLE_KEPT, kept);
  }
  if (node.tagName === 'A' && node.getAttribute('target') === '_blank') node.setAttribute('rel', 'noopener noreferrer');
});

/** HTML of somebody else without all that runs, asks, or leaves its place; as text where that cannot be told. */
export const sanitized = (html: string): string =>
  purify.isSupported ? purify.sanitize(html, CONFIG) : html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
