import { dateTimeFormat, type PanelProps } from '@grafana/data';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { callJson } from '../../api/http';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { useTime } from '../../time/time-context';
import { usePanelEnvironment } from '../panel-environment';
import styles from './anno-list.module.css';
import { type Annotation, aroundOf, linkOf, questionOf } from './annotations';
import type { AnnoListOptions } from './options';

/** The panel "annotations list": what was noted, the latest first. A click on a tag shows those that have it. */
export function AnnoListPanel(props: PanelProps<AnnoListOptions>) {
  const { options, width, height, timeRange, replaceVariables } = props;
  const { tick } = useTime();
  const { dashboard } = usePanelEnvironment();
  const [tag, setTag] = useState<string>();
  const tags = (options.tags ?? []).map((one) => replaceVariables(one));
  const question = questionOf(options, tag === undefined ? tags : [...tags, tag], timeRange, dashboard?.uid);
  const { data, error } = useQuery({
    queryKey: ['annotations', 'list', question, tick],
    queryFn: ({ signal }) => callJson<readonly Annotation[]>('/api/annotations', { query: question, signal }),
    placeholderData: keepPreviousData,
  });
  const style = { width, height };
  if (data === undefined) {
    return (
      <div style={style} data-panel-state={error === null ? 'loading' : 'error'}>
        {error === null ? <Skeleton height="100%" /> : <Failure title="Annotations could not be read" error={error} />}
      </div>
    );
  }
  return (
    <div className={styles.panel} style={style} data-panel-state={data.length === 0 ? 'empty' : 'done'}>
      {tag !== undefined && (
        <button type="button" className={styles.tag} onClick={() => setTag(undefined)}>
          {tag} ×<span className="visually-hidden">: show all again</span>
        </button>
      )}
      {data.length === 0 && <Notice title="No annotations" />}
      <ul className={styles.list}>
        {data.map((annotation) => (
          <Row key={annotation.id} {...props} annotation={annotation} onTag={setTag} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps extends PanelProps<AnnoListOptions> {
  readonly annotation: Annotation;
  readonly onTag: (tag: string) => void;
}

function Row({ annotation, options, timeZone, onTag, onChangeTimeRange }: RowProps) {
  const { text, time, login, tags = [] } = annotation;
  const href = linkOf(annotation, options);
  const title = plainText(text) || 'Annotation';
  return (
    <li className={styles.row}>
      {href === undefined ? (
        <button type="button" className={styles.text} onClick={() => onChangeTimeRange(aroundOf(annotation, options))}>
          {title}
        </button>
      ) : (
        <Link href={href} className={styles.text}>
          {title}
        </Link>
      )}
      {options.showTags &&
        tags.map((one) => (
          <button key={one} type="button" className={styles.tag} onClick={() => onTag(one)}>
            {one}
          </button>
        ))}
      <span className={styles.muted}>
        {[options.showUser ? login : '', options.showTime ? dateTimeFormat(time, { timeZone }) : '']
          .filter(Boolean)
          .join(', ')}
      </span>
    </li>
  );
}

/** The words of a text that may be HTML. */
const plainText = (text: string): string =>
  new DOMParser().parseFromString(text, 'text/html').body.textContent?.trim() ?? '';
