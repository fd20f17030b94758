import { Download, Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../controls/button';
import { Switch } from '../../../controls/field';
import { Menu } from '../../../controls/menu';
import { Popover } from '../../../controls/popover';
import { Segments } from '../../../controls/segments';
import { Select } from '../../../controls/select';
import { download, LOG_FORMATS } from '../../../logs/download';
import type { ListOptions } from '../../../logs/list-options';
import type { LogRow } from '../../../logs/log-row';
import styles from '../logs.module.css';

interface LinesToolbarProps {
  readonly options: ListOptions;
  readonly onChange: (changes: Partial<ListOptions>) => void;
  readonly rows: readonly LogRow[];
  readonly children?: ReactNode;
}

const SWITCHES: readonly (readonly [
  name: 'showTime' | 'showLabels' | 'showCommonLabels' | 'wrap' | 'prettify',
  string,
])[] = [
  ['showTime', 'Time'],
  ['showLabels', 'Labels'],
  ['showCommonLabels', 'Common labels'],
  ['wrap', 'Wrap lines'],
  ['prettify', 'Prettify JSON'],
];

/** How the lines are shown, and taking them away. */
export function LinesToolbar({ options, onChange, rows, children }: LinesToolbarProps) {
  return (
    <div className={styles.toolbar}>
      {children}
      <span className={styles.spring} />
      <Segments
        label="Order"
        value={options.newestFirst ? 'newest' : 'oldest'}
        options={[
          { value: 'newest', label: 'Newest first' },
          { value: 'oldest', label: 'Oldest first' },
        ]}
        onChange={(order) => onChange({ newestFirst: order === 'newest' })}
      />
      <Select
        label="Leave out like lines"
        value={options.dedup}
        options={[
          { value: 'none', label: 'All lines' },
          { value: 'exact', label: 'Without same lines' },
          { value: 'numbers', label: 'Same but for numbers' },
          { value: 'signature', label: 'Same signature' },
        ]}
        onChange={(dedup) => onChange({ dedup })}
      />
      <Popover label="How lines are shown" trigger={<Button icon={Settings2}>Show</Button>}>
        <div className={styles.switches}>
          {SWITCHES.map(([name, label]) => (
            <Switch key={name} label={label} checked={options[name]} onChange={(isOn) => onChange({ [name]: isOn })} />
          ))}
          {options.fields.length > 0 && (
            <Button size="small" onClick={() => onChange({ fields: [] })}>
              Whole lines again
            </Button>
          )}
        </div>
      </Popover>
      <Menu
        trigger={<Button icon={Download}>Download</Button>}
        items={Object.entries(LOG_FORMATS).map(([ending, { title, mime, write }]) => ({
          label: `${rows.length.toLocaleString('en')} lines as ${title}`,
          disabled: rows.length === 0,
          onSelect: () => download(`logs.${ending}`, mime, write(rows)),
        }))}
      />
    </div>
  );
}
