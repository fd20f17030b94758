import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../controls/button';
import { Field, Switch, TextInput } from '../../../controls/field';
import { Notice } from '../../../controls/notice';
import { Picker } from '../../../controls/picker';
import { Select } from '../../../controls/select';
import { useTags } from '../../list/hits';
import type { DashboardLink } from '../../model/dashboard';
import { useEditing } from '../editing-context';
import { EntryList } from './entry-list';
import styles from './settings.module.css';

const TYPES = [
  { value: 'link', label: 'An address' },
  { value: 'dashboards', label: 'Dashboards with tags' },
] as const;

const ICONS = ['external link', 'dashboard', 'question', 'info', 'bolt', 'doc', 'cloud'].map((value) => ({
  value,
  label: value,
}));

type Flag = 'asDropdown' | 'keepTime' | 'includeVars' | 'targetBlank';

const FLAGS: readonly (readonly [Flag, string, DashboardLink['type'] | undefined])[] = [
  ['asDropdown', 'As a menu', 'dashboards'],
  ['keepTime', 'With the time range', undefined],
  ['includeVars', 'With the values of variables', undefined],
  ['targetBlank', 'In a new tab', undefined],
];

/** Links beside the variables of a dashboard. */
export function LinkSettings() {
  const { dashboard, change } = useEditing();
  const { links } = dashboard;
  const [open, setOpen] = useState<number>();
  const put = (next: readonly DashboardLink[], group?: string) =>
    change((before) => ({ ...before, links: next }), group);
  const add = () => {
    put([...links, { type: 'link', title: 'New link', url: '' }]);
    setOpen(links.length);
  };
  const link = open === undefined ? undefined : links[open];
  return (
    <>
      {links.length === 0 && (
        <Notice title="No links" detail="They lead from this dashboard to others, or elsewhere." />
      )}
      <EntryList
        entries={links}
        nameOf={({ title }) => title}
        noteOf={({ type, url = '', tags = [] }) => (type === 'link' ? url : `tags: ${tags.join(', ')}`)}
        onOpen={setOpen}
        onChange={(next) => {
          setOpen(undefined);
          put(next);
        }}
        copyOf={(one) => one}
      />
      {link !== undefined && <LinkForm link={link} onChange={(next) => put(links.with(open!, next), `link ${open}`)} />}
      <div>
        <Button icon={Plus} onClick={add}>
          Add link
        </Button>
      </div>
    </>
  );
}

function LinkForm({ link, onChange }: { link: DashboardLink; onChange: (link: DashboardLink) => void }) {
  const { data: known = [] } = useTags();
  const set = (changes: Partial<DashboardLink>) => onChange({ ...link, ...changes });
  const text = (field: 'title' | 'url' | 'tooltip', label: string) => (
    <Field label={label}>
      {(id) => (
        <TextInput id={id} value={link[field] ?? ''} onChange={({ target }) => set({ [field]: target.value })} />
      )}
    </Field>
  );
  return (
    <section className={styles.card} aria-label={`Link ${link.title}`}>
      <div className={styles.fields}>
        {text('title', 'Title')}
        <Field label="Leads to">
          {() => <Select label="Leads to" options={TYPES} value={link.type} onChange={(type) => set({ type })} />}
        </Field>
        {link.type === 'link' && text('url', 'Address')}
        {link.type === 'link' && text('tooltip', 'Tooltip')}
        {link.type === 'link' ? (
          <Field label="Icon">
            {() => <Select label="Icon" options={ICONS} value={link.icon} onChange={(icon) => set({ icon })} />}
          </Field>
        ) : (
          <Field label="With the tags">
            {() => (
              <Picker
                multiple
                label="With the tags"
                options={known.map(({ term }) => ({ value: term, label: term }))}
                value={link.tags ?? []}
                allowOther
                onChange={(tags) => set({ tags })}
              />
            )}
          </Field>
        )}
      </div>
      <div className={styles.line}>
        {FLAGS.filter(([, , of]) => of === undefined || of === link.type).map(([flag, label]) => (
          <Switch key={flag} label={label} checked={link[flag] === true} onChange={(on) => set({ [flag]: on })} />
        ))}
      </div>
    </section>
  );
}
