import type { ScopedVars } from '@grafana/data';
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';
import { useText } from './use-text';

/** What a panel says of itself, in Markdown. */
export default function PanelDescription({ text, scopedVars }: { text: string; scopedVars: ScopedVars }) {
  const filled = useText(text, scopedVars);
  const html = useMemo(() => DOMPurify.sanitize(marked.parse(filled, { async: false })), [filled]);
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
