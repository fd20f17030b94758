import type { Labels } from '../data/samples/ask-samples';
import styles from './alerts.module.css';
import { sanitizeUrl } from './safe-url';

const LINKS: Readonly<Record<string, string>> = {
  runbook_url: 'Runbook',
  runbook: 'Runbook',
  dashboard_url: 'Dashboard',
  dashboard: 'Dashboard',
};
const TITLES: ReadonlySet<string> = new Set(['summary']);

/** The annotations that lead somewhere. */
export const AnnotationLinks = ({ annotations }: { annotations: Labels }) => (
  <>
    {Object.entries(annotations).flatMap(([name, value]) => {
      const href = LINKS[name] === undefined ? undefined : sanitizeUrl(value);
      return href === undefined
        ? []
        : [
            <a key={name} href={href}>
              {LINKS[name]}
            </a>,
          ];
    })}
  </>
);

/** The others, as they are written. */
export function AnnotationTexts({ annotations }: { annotations: Labels }) {
  const texts = Object.entries(annotations).filter(
    ([name, value]) => !TITLES.has(name) && (LINKS[name] === undefined || sanitizeUrl(value) === undefined),
  );
  if (texts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {texts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
