import { Fragment } from 'react';
import { Link } from 'wouter';
import { linkToService, serviceNamed } from '../app/links';
import type { Labels } from '../data/samples/ask-samples';
import { useTimeAlong } from '../time/time-along';
import styles from './alerts.module.css';

interface LabelListProps {
  readonly labels: Labels;
  /** Names that are said elsewhere. */
  readonly without?: readonly string[];
}

/** `name=value` one beside the other; a service leads to its page. */
export function LabelList({ labels, without = [] }: LabelListProps) {
  const along = useTimeAlong();
  const entries = Object.entries(labels).filter(([name]) => !without.includes(name));
  if (entries.length === 0) return null;
  return (
    <span className={styles.labels}>
      {entries.map(([name, value]) => {
        const service = serviceNamed(name, value);
        const text = <code className={styles.label}>{`${name}=${value}`}</code>;
        return service === undefined ? (
          <Fragment key={name}>{text}</Fragment>
        ) : (
          <Link key={name} href={along(linkToService(service))} title={`Service ${service}`}>
            {text}
          </Link>
        );
      })}
    </span>
  );
}
