import { ExternalLink, Info, Lightbulb, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../controls/button';
import { Menu } from '../controls/menu';
import { Progress } from '../controls/notice';
import { Popover } from '../controls/popover';
import styles from './panel-frame.module.css';

export interface PanelLink {
  readonly title: string;
  readonly href: string;
  readonly isNewTab: boolean;
}

export interface PanelFrameProps {
  /** With its variables replaced; without it the frame has no head unless something else stands there. */
  readonly title?: string | undefined;
  readonly description?: ReactNode;
  readonly links?: readonly PanelLink[];
  /** That the panel's time is not the page's. */
  readonly timeNote?: string;
  /** Warnings of the engine and what the panel leaves out. */
  readonly notices?: readonly string[];
  readonly errors?: readonly string[];
  /** The "⋮" at the right: a Menu. */
  readonly menu?: ReactNode;
  readonly isLoading?: boolean;
  readonly isTransparent?: boolean;
  /** Height of the whole in px; without it that of the parent. */
  readonly height?: number | undefined;
  readonly children: ReactNode;
}

/** What stands around a panel: its name, what it says of itself, and that something is on its way or went wrong. */
export function PanelFrame(props: PanelFrameProps) {
  const { title = '', isLoading = false, isTransparent = false, height, children } = props;
  const hasHead =
    Boolean(title || props.description || props.menu || props.links?.length || props.timeNote) || hasNotes(props);
  return (
    <section
      className={styles.frame}
      data-transparent={isTransparent || undefined}
      aria-label={title || undefined}
      aria-busy={isLoading}
      style={height === undefined ? undefined : { height }}
    >
      {isLoading && <Progress />}
      {hasHead && (
        <header className={styles.head}>
          <h2 className={styles.title} title={title}>
            {title}
          </h2>
          {props.timeNote && <span className={styles.note}>{props.timeNote}</span>}
          <Notes {...props} />
          <div className={styles.tools}>
            <Hints {...props} />
            {props.links?.length ? <Links links={props.links} /> : null}
            {props.menu}
          </div>
        </header>
      )}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

const hasNotes = ({ notices = [], errors = [] }: PanelFrameProps): boolean => notices.length + errors.length > 0;

/** What the engine says of a query that is right: `PromQL info: metric might not be a counter …`. */
const isHint = (notice: string): boolean => notice.startsWith('PromQL info:');

/** What went wrong or is left out: always to be seen. */
function Notes({ notices = [], errors = [] }: PanelFrameProps) {
  const warnings = notices.filter((notice) => !isHint(notice));
  return (
    <>
      {errors.length > 0 && (
        <Popover
          label="Errors"
          trigger={<IconButton icon={TriangleAlert} label="Errors" size="small" className={styles.bad ?? ''} />}
        >
          <Texts texts={errors} />
        </Popover>
      )}
      {warnings.length > 0 && (
        <Popover
          label="Notices"
          trigger={<IconButton icon={TriangleAlert} label="Notices" size="small" className={styles.warn ?? ''} />}
        >
          <Texts texts={warnings} />
        </Popover>
      )}
    </>
  );
}

function Hints({ description, notices = [] }: PanelFrameProps) {
  const hints = notices.filter(isHint);
  return (
    <>
      {hints.length > 0 && (
        <Popover label="Hints" trigger={<IconButton icon={Lightbulb} label="Hints" size="small" />}>
          <Texts texts={hints} />
        </Popover>
      )}
      {description !== undefined && description !== '' && (
        <Popover label="Description" trigger={<IconButton icon={Info} label="Description" size="small" />}>
          <div className={styles.texts}>{description}</div>
        </Popover>
      )}
    </>
  );
}

const Texts = ({ texts }: { texts: readonly string[] }) => (
  <ul className={styles.texts}>
    {texts.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

const Links = ({ links }: { links: readonly PanelLink[] }) => (
  <Menu
    trigger={<IconButton icon={ExternalLink} label="Links of the panel" size="small" />}
    items={links.map(({ title, href, isNewTab }) => ({
      label: title,
      href,
      ...(isNewTab && { target: '_blank' as const }),
    }))}
  />
);
