import { useLayoutEffect, useMemo, useRef } from 'react';
import { STYLE_KEPT } from './inert-markup';
import { markdownHtml } from './markdown';
import { sanitized } from './sanitize';
import styles from './text.module.css';

export interface RichTextProps {
  readonly text: string;
  readonly kind: 'markdown' | 'html';
}

/** Markdown or HTML of a dashboard or of data, sanitized. */
export default function RichText({ text, kind }: RichTextProps) {
  const box = useRef<HTMLDivElement>(null);
  const html = useMemo(() => sanitized(kind === 'markdown' ? markdownHtml(text) : text), [text, kind]);
  useLayoutEffect(() => {
    for (const element of box.current?.querySelectorAll<HTMLElement>(`[${STYLE_KEPT}]`) ?? []) {
      element.style.cssText = element.getAttribute(STYLE_KEPT) ?? '';
      element.removeAttribute(STYLE_KEPT);
    }
  }, [html]);
  return <div ref={box} className={styles.rich} dangerouslySetInnerHTML={{ __html: html }} />;
}
