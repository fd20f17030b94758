import type { ReactNode } from 'react';
import { Badge, Notice } from '../../controls/notice';
import { moment } from '../../format/moment';
import { useTime } from '../../time/time-context';
import type { Explanation } from '../alerting-api';
import styles from '../alerts.module.css';
import { LabelList } from '../label-list';
import { matcherText } from '../silences/matcher-text';

/** The routes that an alert takes: receiver, group, timers, and what keeps it back. */
export function Reached({ explanation }: { explanation: Explanation }) {
  const { timeZone } = useTime();
  const { routes, silencedBy, inhibitedBy } = explanation;
  return (
    <section className={styles.group} aria-label="Whom it reaches">
      {silencedBy.map(({ id, matchers, createdBy, comment }) => (
        <p key={id} className={styles.kept}>
          <Badge tone="warn">silenced</Badge>
          <code>{matchers.map(matcherText).join(', ')}</code>
          {`by ${createdBy}: ${comment}`}
        </p>
      ))}
      {inhibitedBy.map(({ fingerprint, labels }) => (
        <p key={fingerprint} className={styles.kept}>
          <Badge tone="warn">inhibited by</Badge>
          <LabelList labels={labels} />
        </p>
      ))}
      {routes.length === 0 && <Notice title="No route takes it" />}
      <ul className={styles.list}>
        {routes.map((route) => (
          <li key={`${route.receiver} ${route.groupKey}`} className={styles.item}>
            <div className={styles.row}>
              <strong>{route.receiver}</strong>
              {route.notifiesAt === null ? (
                <Badge tone="warn">is not told</Badge>
              ) : (
                <Badge tone="good">{`told at ${moment(route.notifiesAt, timeZone)}`}</Badge>
              )}
              {route.mutedBy.map((name) => (
                <Badge key={name} tone="warn">{`muted by ${name}`}</Badge>
              ))}
            </div>
            <dl className={styles.facts}>
              <Fact name="route">
                <ol className={styles.path}>
                  {route.path.map((step, index) => (
                    <li key={index}>
                      <code>{step}</code>
                    </li>
                  ))}
                </ol>
              </Fact>
              <Fact name="group">
                <code>{route.groupKey}</code>
                {route.groupExists ? ' (there already)' : ' (a new one)'}
              </Fact>
              <Fact name="timers">
                {`waits ${route.groupWait} for others of the group, then every ${route.groupInterval} where something changed, and again after ${route.repeatInterval}`}
              </Fact>
              <Fact name="next">{`the group is looked at ${moment(route.nextFlush, timeZone)}`}</Fact>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
