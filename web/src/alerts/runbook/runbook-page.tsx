import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { ApiError, call } from '../../api/http';
import { linkToExplore } from '../../app/links';
import { Page } from '../../app/page';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import RichText from '../../panels/text/rich-text';
import styles from '../alerts.module.css';
import own from './runbook.module.css';
import { type Section, sectionsOf } from './sections';

/** What an alert means, what follows from it, how to look and how to mend. */
export default function RunbookPage() {
  const { name = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['runbook', name],
    queryFn: async ({ signal }) =>
      (await call(`/api/quartet/v1/runbooks/${encodeURIComponent(name)}`, { signal })).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page
      title={name}
      lead={<span className={styles.note}>Runbook</span>}
      actions={<Link href={`/alerts/rules?filter=${encodeURIComponent(name)}`}>Its rule</Link>}
    >
      <div className={own.runbook}>
        {error !== null &&
          (error instanceof ApiError && error.status === 404 ? (
            <Notice title={`There is no runbook ${name}`} action={<Link href="/alerts/rules">See the rules</Link>} />
          ) : (
            <Failure error={error} />
          ))}
        {data === undefined && error === null && <Skeleton height={320} />}
        {data !== undefined && sectionsOf(data).map((section, index) => <Part key={index} section={section} />)}
      </div>
    </Page>
  );
}

function Part({ section }: { section: Section }) {
  if (section.kind === 'text') return <RichText kind="markdown" text={section.text} />;
  return (
    <div className={own.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.code} tabIndex={0}>
        <code>{section.text}</code>
      </pre>
      {section.signal !== undefined && <Link href={linkToExplore(section.signal, section.text)}>Explore</Link>}
    </div>
  );
}
