import { type Action, HttpRequestMethod, textUtil } from '@grafana/data';
import styles from '../table.module.css';
import type { CellProps } from './cell';

/** Actions that only read are links; those that would send something are named and not done. */
export function ActionsCell({ column }: CellProps) {
  const actions = (column.field.config.actions ?? []) as readonly Action[];
  return (
    <span className={styles.several}>
      {actions.map(({ title, fetch }) =>
        fetch?.method === HttpRequestMethod.GET ? (
          <a
            key={title}
            href={textUtil.sanitizeUrl(addressOf(fetch))}
            target="_blank"
            rel="noreferrer"
            className={styles.link}
          >
            {title}
          </a>
        ) : (
          <span
            key={title}
            className={styles.refused}
            title="Only links are followed from here: this action would send a request"
          >
            {title}
          </span>
        ),
      )}
    </span>
  );
}

function addressOf({ url, queryParams = [] }: NonNullable<Action['fetch']>): string {
  const search = new URLSearchParams(queryParams).toString();
  return search === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${search}`;
}
