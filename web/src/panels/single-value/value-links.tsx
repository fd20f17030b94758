import type { LinkModel } from '@grafana/data';
import { textUtil } from '@grafana/data';
import type { CSSProperties, ReactNode } from 'react';
import { Menu } from '../../controls/menu';
import { usePick } from '../panel-environment';
import { type FieldValue, pickOf } from './field-values';
import styles from './single-value.module.css';

interface ValueLinksProps {
  readonly value: FieldValue;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** What happens when a value is clicked: its data link, the choice among several, or what the page does with it. */
export function ValueLinks({ value, className, style, children }: ValueLinksProps) {
  const pick = usePick();
  const links = value.hasLinks ? (value.getLinks?.() ?? []) : [];
  const label = `${value.title === '' ? '' : `${value.title}: `}${value.text}`;
  const shared = { className: `${styles.whole} ${className ?? ''}`, ...(style && { style }) };
  const [first] = links;
  const only = links.find(({ oneClick }) => oneClick) ?? (links.length === 1 ? first : undefined);
  if (only !== undefined) {
    return (
      <a {...shared} {...anchorOf(only)} href={textUtil.sanitizeUrl(only.href)} aria-label={`${label}, ${only.title}`}>
        {children}
      </a>
    );
  }
  if (first !== undefined) {
    return (
      <Menu
        trigger={
          <button type="button" {...shared} aria-label={`${label}, links`}>
            {children}
          </button>
        }
        items={links.map(({ title, href, target }) => ({
          label: title || href,
          href: textUtil.sanitizeUrl(href),
          ...(target === '_blank' && { target }),
        }))}
      />
    );
  }
  const picked = pick && pickOf(value);
  if (picked !== undefined) {
    return (
      <button type="button" {...shared} aria-label={label} onClick={() => pick!(picked)}>
        {children}
      </button>
    );
  }
  return <div {...shared}>{children}</div>;
}

/** A data link as attributes of an anchor; addresses that are no addresses lead nowhere. */
export function anchorOf({ href, target, onClick, title }: LinkModel) {
  return {
    href: textUtil.sanitizeUrl(href),
    title,
    ...(target === '_blank' && { target, rel: 'noreferrer' }),
    ...(onClick && { onClick: (event: unknown) => onClick(event) }),
  };
}
