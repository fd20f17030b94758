import { ListTree, type LucideIcon, ScrollText } from 'lucide-react';
import { Link } from 'wouter';
import { linkToExplore, logsOfService, spansOfService } from '../app/links';
import { Tip } from '../controls/tip';
import styles from './services.module.css';

interface Way {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly to: (service: string) => string;
}

/** From a service straight to its signals. */
const WAYS: readonly Way[] = [
  { icon: ScrollText, title: 'Logs', to: (service) => linkToExplore('logs', logsOfService(service)) },
  { icon: ListTree, title: 'Traces', to: (service) => linkToExplore('traces', spansOfService(service)) },
];

export const RowLinks = ({ service, along }: { service: string; along: (path: string) => string }) => (
  <span className={styles.ways}>
    {WAYS.map(({ icon: Icon, title, to }) => (
      <Tip key={title} text={title}>
        <Link href={along(to(service))} className={styles.way} aria-label={`${title} of ${service}`}>
          <Icon size={16} aria-hidden />
        </Link>
      </Tip>
    ))}
  </span>
);
