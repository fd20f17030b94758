/**
 * A browser complains of what the content policy forbids as soon as it reads it, also in documents that are never shown: of
 * styles and handlers in markup that is about to be sanitized. So these are renamed before it is read, and sanitized by their
 * new names; where it was text after all, the old names come back.
 */

/** Where the style of an element is kept until it stands in the page. */
export const STYLE_KEPT = 'data-kept-style';

const ATTRIBUTES = /(?<=[\s"'/])(style|on[a-z]+)(?=\s*=)/gi;
const KEPT_ATTRIBUTES = /data-kept-(style|on[a-z]+)(?=\s*=)/gi;
/** Read as text up to its end, as the element that it stands for. */
const KEPT_ELEMENT = 'xmp data-kept-element';
const ELEMENTS = /<(\/?)style(?=[\s/>])/gi;
const KEPT_ELEMENTS = new RegExp(`<(/?)${KEPT_ELEMENT}`, 'g');

/** The markup with names that mean nothing to a browser in place of `style`, as attribute and element, and of handlers. */
export const inert = (html: string): string =>
  html.replace(ELEMENTS, `<$1${KEPT_ELEMENT}`).replace(ATTRIBUTES, 'data-kept-$1');

/** Text of such markup, or the value of an attribute, as it was. */
export const restored = (text: string): string =>
  text.replace(KEPT_ELEMENTS, '<$1style').replace(KEPT_ATTRIBUTES, '$1');
