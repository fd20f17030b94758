import type { DataLink, StandardEditorProps } from '@grafana/data';
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button';
import { Field, Switch, TextInput } from '../../controls/field';
import styles from './editors.module.css';

/** Links of values: a title and a URL, both with variables. */
export default function LinksEditor({ value = [], onChange }: StandardEditorProps<DataLink[]>) {
  const change = (at: number, part: Partial<DataLink>) =>
    onChange(value.map((link, index) => (index === at ? { ...link, ...part } : link)));
  return (
    <div className={styles.list}>
      {value.map((link, index) => (
        <div key={index} className={styles.card}>
          <Field label="Title">
            {(id) => (
              <TextInput id={id} value={link.title} onChange={({ target }) => change(index, { title: target.value })} />
            )}
          </Field>
          <Field label="URL">
            {(id) => (
              <TextInput id={id} value={link.url} onChange={({ target }) => change(index, { url: target.value })} />
            )}
          </Field>
          <div className={styles.between}>
            <Switch
              label="In a new tab"
              checked={link.targetBlank === true}
              onChange={(targetBlank) => change(index, { targetBlank })}
            />
            <IconButton
              icon={Trash2}
              label="Remove the link"
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </div>
        </div>
      ))}
      <Button icon={Plus} size="small" onClick={() => onChange([...value, { title: '', url: '' }])}>
        Add link
      </Button>
    </div>
  );
}
