import type { Labels } from '../data/samples/ask-samples';
import styles from './alerts.module.css';

interface LabelListProps {
  readonly labels: Labels;
  /** Names that are said elsewhere. */
  readonly without?: readonly string[];
}

/** `name=value` one beside the other. */
export function LabelList({ labels, without = [] }: LabelListProps) {
  const entries = Object.entries(labels).filter(([name]) => !without.includes(name));
  if (entries.length === 0) return null;
  return (
    <span className={styles.labels}>
      {entries.map(([name, value]) => (
        <code key={name} className={styles.label}>{`${name}=${value}`}</code>
      ))}
    </span>
  );
}
