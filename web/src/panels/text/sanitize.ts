import DOMPurify, { type Config } from 'dompurify';
import { inert, restored, STYLE_KEPT } from './inert-markup';

const CONFIG: Config = {
  USE_PROFILES: { html: true, svg: true },
  FORBID_TAGS: ['style', 'form', 'input', 'textarea', 'select', 'button', 'link', 'meta', 'base', 'template'],
  FORBID_ATTR: ['style', 'srcset', 'ping', 'background'],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: ['target', STYLE_KEPT],
  ADD_URI_SAFE_ATTR: [STYLE_KEPT],
};

const purify = DOMPurify();

/** Styles that would reach beyond the panel, or ask for something elsewhere. */
const UNSAFE_STYLE = /url\s*\(|expression\s*\(|@import|position\s*:\s*(fixed|sticky)/i;

purify.addHook('uponSanitizeElement', (node) => {
  if (node.nodeType === Node.TEXT_NODE) node.textContent = restored(node.textContent ?? '');
});

purify.addHook('uponSanitizeAttribute', (_, attribute) => {
  attribute.attrValue = restored(attribute.attrValue);
  if (attribute.attrName !== STYLE_KEPT) return;
  const parts = attribute.attrValue.split(';');
  attribute.attrValue = parts.filter((part) => !UNSAFE_STYLE.test(part)).join(';');
  attribute.keepAttr = attribute.attrValue.trim() !== '';
});

purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A' && node.getAttribute('target') === '_blank') node.setAttribute('rel', 'noopener noreferrer');
});

/** HTML of somebody else without all that runs, asks, or leaves its place; as text where that cannot be told. */
export function sanitized(html: string): string {
  if (!purify.isSupported) return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return html.includes('<') ? purify.sanitize(inert(html), CONFIG) : html;
}
