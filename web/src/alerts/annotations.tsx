import type { Labels } from '../data/samples/ask-samples';
import styles from './alerts.module.css';
import { runbookPath } from './runbook/sections';
import { sanitizeUrl } from './safe-url';

const LINKS: Readonly<Record<string, string>> = {
  runbook_url: 'Runbook',
  runbook: 'Runbook',
  dashboard_url: 'Dashboard',
  dashboard: 'Dashboard',
};
/** Where an annotation leads; those of shipped rules name runbooks by their files. */
const hrefOf = (name: string, value: string): string | undefined =>
  LINKS[name] === undefined ? undefined : (sanitizeUrl(value) ?? runbookPath(value));

const TITLES: ReadonlySet<string> = new Set(['summary']);

/** The annotations that lead somewhere. */
export const AnnotationLinks = ({ annotations }: { annotations: Labels }) => (
  <>
    {Object.entries(annotations).flatMap(([name, value]) => {
      const href = hrefOf(name, value);
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
    ([name, value]) => !TITLES.has(name) && hrefOf(name, value) === undefined,
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
