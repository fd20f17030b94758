import { CornerDownRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Badge, Failure, Skeleton } from '../../controls/notice';
import { moment } from '../../format/moment';
import { useTime } from '../../time/time-context';
import type { Explanation, RoutingNode } from '../alerting-api';
import styles from '../alerts.module.css';
import { matcherText } from '../silences/matcher-text';
import { useRouting } from '../use-alerting';
import { type Passage, passages } from './passages';
import tree from './route-tree.module.css';

interface RouteTreeProps {
  /** Of labels that are asked about: the way that such an alert takes is marked. */
  readonly explanation: Explanation | undefined;
}

/** The routes as they are configured, what is in each now, and the way of the alert that is asked about. */
export function RouteTree({ explanation }: RouteTreeProps) {
  const { data, error } = useRouting();
  return (
    <section className={styles.group} aria-label="Routing tree">
      <header className={styles.groupHead}>
        <h2>Routing tree</h2>
        <span className={styles.note}>
          An alert goes to the first route that matches, and on from one that continues.
        </span>
      </header>
      <div className={styles.details}>
        {error !== null && data === undefined && <Failure error={error} />}
        {data === undefined && error === null && <Skeleton height={120} />}
        {data !== undefined && (
          <ul className={tree.tree}>
            <Node
              node={data.route}
              depth={0}
              passed={passages(data.route, explanation?.routes.map(({ routeId }) => routeId) ?? [])}
              isAsked={explanation !== undefined}
            />
          </ul>
        )}
      </div>
    </section>
  );
}

interface NodeProps {
  readonly node: RoutingNode;
  readonly depth: number;
  readonly passed: ReadonlyMap<string, Passage>;
  readonly isAsked: boolean;
}

function Node({ node, depth, passed, isAsked }: NodeProps) {
  const passage = passed.get(node.id);
  return (
    <li>
      <div className={tree.node} data-passage={passage ?? (isAsked ? 'missed' : undefined)}>
        <div className={styles.row}>
          {node.matchers.length === 0 ? (
            <span className={styles.note}>{depth === 0 ? 'every alert' : 'every alert that comes here'}</span>
          ) : (
            <span className={styles.labels}>
              {node.matchers.map((matcher) => (
                <code key={matcherText(matcher)} className={styles.label}>
                  {matcherText(matcher)}
                </code>
              ))}
            </span>
          )}
          <CornerDownRight size={14} aria-hidden />
          <strong>{node.receiver}</strong>
          <Counts node={node} />
          {node.continue && <Badge title="Alerts that match go on to the routes below it">continue</Badge>}
          {passage === 'end' && <Badge tone="accent">this alert ends here</Badge>}
          {passage === 'way' && <Badge>on its way</Badge>}
        </div>
        <Facts node={node} />
      </div>
      {node.routes.length > 0 && (
        <ul>
          {node.routes.map((child) => (
            <Node key={child.id} node={child} depth={depth + 1} passed={passed} isAsked={isAsked} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** How many alerts are here now, and how many of them nobody is told of. */
function Counts({ node: { alerts, groups, suppressed, receiver } }: { node: RoutingNode }) {
  if (alerts === 0) return <span className={styles.note}>no alerts</span>;
  return (
    <>
      <Link href={`/alerts/firing?filter=${encodeURIComponent(receiver)}`}>
        {`${alerts} ${alerts === 1 ? 'alert' : 'alerts'} in ${groups} ${groups === 1 ? 'group' : 'groups'}`}
      </Link>
      {suppressed > 0 && <Badge>{`${suppressed} suppressed`}</Badge>}
    </>
  );
}

function Facts({ node }: { node: RoutingNode }) {
  const { timeZone } = useTime();
  const { groupBy, groupWait, groupInterval, repeatInterval, mutedBy, nextFlush } = node;
  return (
    <div className={tree.facts}>
      <Fact name="group_by">{groupBy.length === 0 ? 'nothing: one group' : groupBy.join(', ')}</Fact>
      <Fact name="group_wait">{groupWait}</Fact>
      <Fact name="group_interval">{groupInterval}</Fact>
      <Fact name="repeat_interval">{repeatInterval}</Fact>
      {node.muteTimeIntervals.length > 0 && <Fact name="mute_time_intervals">{node.muteTimeIntervals.join(', ')}</Fact>}
      {node.activeTimeIntervals.length > 0 && (
        <Fact name="active_time_intervals">{node.activeTimeIntervals.join(', ')}</Fact>
      )}
      {nextFlush !== null && <Fact name="next flush">{moment(nextFlush, timeZone)}</Fact>}
      {mutedBy.length > 0 && <Badge tone="warn">{`muted now by ${mutedBy.join(', ')}`}</Badge>}
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <span>
    <span className={styles.note}>{name}</span> {children}
  </span>
);
