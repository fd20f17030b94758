import { TriangleAlert } from 'lucide-react';
import { explanationOf } from './explanations';
import styles from './metrics.module.css';

/** What the engine remarked on a query, each with what it means and what to do. */
export function Notices({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className={styles.notices} aria-label="Remarks on the query">
      {texts.map((text) => {
        const explanation = explanationOf(text);
        return (
          <li key={text}>
            <TriangleAlert size={14} aria-hidden />
            <span>
              {text}
              {explanation !== undefined && <span className={styles.explanation}>{` ${explanation}`}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
