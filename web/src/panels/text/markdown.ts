import { Marked } from 'marked';

const marked = new Marked({ gfm: true, breaks: true });

/** GitHub's markdown as HTML, not yet sanitized. */
export const markdownHtml = (text: string): string => marked.parse(text, { async: false });
