import { useMemo } from 'react';
import { tokensOf } from './highlight';
import styles from './text.module.css';

interface CodeTextProps {
  readonly text: string;
  readonly language: string;
  readonly hasLineNumbers: boolean;
}

export function CodeText({ text, language, hasLineNumbers }: CodeTextProps) {
  const tokens = useMemo(() => tokensOf(text, language), [text, language]);
  const lines = hasLineNumbers ? text.split('\n').length : 0;
  return (
    <pre className={styles.code} data-language={language}>
      {hasLineNumbers && (
        <span className={styles.lineNumbers} aria-hidden>
          {Array.from({ length: lines }, (_, i) => i + 1).join('\n')}
        </span>
      )}
      <code className={styles.source} data-numbered={hasLineNumbers || undefined}>
        {tokens.map(({ kind, text: part }, i) =>
          kind === 'plain' ? (
            part
          ) : (
            <span key={`${i} ${kind}`} data-token={kind}>
              {part}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
