import { useDeferredValue } from 'react';
import type { SilenceMatcher } from '../alerting-api';
import styles from '../alerts.module.css';
import { LabelList } from '../label-list';
import { useMatchingAlerts } from '../use-alerting';
import { matcherText } from './matcher-text';

const MOST = 20;

/** The alerts of now that the matchers match, as the Alertmanager itself matches them. */
export function MutedPreview({ matchers, isReady }: { matchers: readonly SilenceMatcher[]; isReady: boolean }) {
  const filter = useDeferredValue(matchers.map(matcherText));
  const { data, error } = useMatchingAlerts(filter, isReady);
  const title = () => {
    if (!isReady) return 'Give the labels of the alerts to mute: which of them fire now is shown here';
    if (error !== null) return `What it mutes cannot be told: ${error.message}`;
    if (data === undefined) return 'Looking for what it mutes …';
    if (data.length === 0) return 'It mutes none of the alerts of now, and those that come and match';
    return `It mutes ${data.length} of the alerts of now`;
  };
  return (
    <section className={styles.preview} aria-label="What it mutes">
      <p aria-live="polite">{title()}</p>
      {isReady && (
        <ul>
          {data?.slice(0, MOST).map(({ fingerprint, labels }) => (
            <li key={fingerprint}>
              <strong>{labels.alertname}</strong> <LabelList labels={labels} without={['alertname']} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
