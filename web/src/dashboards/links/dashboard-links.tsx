import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ExternalLink, LayoutDashboard } from 'lucide-react';
import { useMemo } from 'react';
import { callJson } from '../../api/http';
import { Button } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { Tip } from '../../controls/tip';
import { useTime } from '../../time/time-context';
import { replacerOf } from '../../variables/interpolate';
import { useSettledVariables } from '../../variables/variables-context';
import type { DashboardLink } from '../model/dashboard';
import styles from '../view/dashboard.module.css';
import { linkAddress } from './link-address';

/** Links are resolved for all variables: they may take them along. */
const ALL_NAMES: ReadonlySet<string> = new Set(['__all_variables']);

/** The links of a dashboard: to addresses, and to other dashboards by their tags. */
export function DashboardLinks({ links }: { links: readonly DashboardLink[] }) {
  return links.map((link, i) =>
    link.type === 'dashboards' ? <LinksByTag key={i} link={link} /> : <OneLink key={i} link={link} />,
  );
}

function useAddress(link: DashboardLink): { address: (url: string) => string; text: (text: string) => string } {
  const { range } = useTime();
  const { variables } = useSettledVariables(ALL_NAMES);
  return useMemo(() => {
    const replace = replacerOf({ variables, range });
    return {
      address: (url) =>
        linkAddress(replace(url, undefined, 'percentencode'), link, { range, variables: variables.values() }),
      text: (text) => replace(text, undefined, 'text'),
    };
  }, [link, range, variables]);
}

function OneLink({ link }: { link: DashboardLink }) {
  const { address, text } = useAddress(link);
  const shown = (
    <a
      className={styles.link}
      href={address(link.url ?? '')}
      {...(link.targetBlank === true && { target: '_blank', rel: 'noreferrer' })}
    >
      <ExternalLink size={14} aria-hidden />
      {text(link.title) || link.url}
    </a>
  );
  return link.tooltip ? <Tip text={text(link.tooltip)}>{shown}</Tip> : shown;
}

interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
}

function LinksByTag({ link }: { link: DashboardLink }) {
  const { address, text } = useAddress(link);
  const tag = link.tags ?? [];
  const { data = [] } = useQuery({
    queryKey: ['dashboards-by-tag', tag],
    queryFn: ({ signal }) =>
      callJson<readonly FoundDashboard[]>('/api/search', { query: { type: 'dash-db', tag, limit: 100 }, signal }),
    staleTime: 60_000,
  });
  const others = data.filter(({ url }) => url !== window.location.pathname);
  if (link.asDropdown !== true) {
    return others.map(({ uid, title, url }) => (
      <a
        key={uid}
        className={styles.link}
        href={address(url)}
        {...(link.targetBlank === true && { target: '_blank', rel: 'noreferrer' })}
      >
        <LayoutDashboard size={14} aria-hidden />
        {title}
      </a>
    ));
  }
  return (
    <Menu
      trigger={
        <Button look="quiet" size="small" icon={LayoutDashboard}>
          {text(link.title) || 'Dashboards'}
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
      items={
        others.length === 0
          ? [{ label: 'No dashboard has these tags', disabled: true }]
          : others.map(({ title, url }) => ({
              label: title,
              href: address(url),
              ...(link.targetBlank === true && { target: '_blank' as const }),
            }))
      }
    />
  );
}
