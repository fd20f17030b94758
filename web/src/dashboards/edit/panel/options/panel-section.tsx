import { Field, Switch, TextArea, TextInput } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import LinksEditor from '../../../../panels/editors/links';
import { RepeatPicker } from '../../arrange/repeat-picker';
import { useEditing } from '../../editing-context';
import { leafOf } from '../../operations/layouts';
import { setRepeat } from '../../operations/panels';
import type { EditedPanel } from '../use-edited-panel';
import styles from './options.module.css';

const DIRECTIONS = [
  { value: 'h', label: 'Side by side' },
  { value: 'v', label: 'One below the other' },
] as const;

/** What all panels have: title, description, links, and how often it stands in the dashboard. */
export function PanelSection({ name, panel, change }: EditedPanel) {
  const { dashboard, change: changeDashboard } = useEditing();
  const leaf = leafOf(dashboard.layout, name)?.leaf;
  const repeat = leaf?.items.find((item) => item.panel === name)?.repeat;
  const put = (next: typeof repeat) => changeDashboard((before) => setRepeat(before, name, next));
  return (
    <>
      <Field label="Title">
        {(id) => (
          <TextInput
            id={id}
            value={panel.title}
            onChange={({ target }) => change((before) => ({ ...before, title: target.value }), 'title')}
          />
        )}
      </Field>
      <Field label="Description">
        {(id) => (
          <TextArea
            id={id}
            rows={2}
            value={panel.description ?? ''}
            onChange={({ target }) => change((before) => ({ ...before, description: target.value }), 'description')}
          />
        )}
      </Field>
      <Switch
        label="Transparent background"
        checked={panel.transparent === true}
        onChange={(transparent) => change((before) => ({ ...before, transparent }))}
      />
      <div className={styles.option}>
        <span className={styles.name}>Links</span>
        <LinksEditor
          value={(panel.links ?? []) as never}
          item={{ id: 'links', name: 'Links' }}
          context={{ data: [] }}
          onChange={(links) => change((before) => ({ ...before, links: (links ?? []) as never }), 'links')}
        />
      </div>
      <RepeatPicker
        variables={dashboard.variables}
        value={repeat?.variable ?? ''}
        onChange={(variable) => put(variable === '' ? undefined : { direction: 'h', ...repeat, variable })}
      />
      {repeat !== undefined && leaf?.kind === 'grid' && (
        <>
          <Field label="Copies stand">
            {() => (
              <Select
                label="Copies stand"
                options={DIRECTIONS}
                value={repeat.direction ?? 'h'}
                onChange={(direction) => put({ ...repeat, direction })}
              />
            )}
          </Field>
          {repeat.direction !== 'v' && (
            <Field label="Most in a row">
              {(id) => (
                <TextInput
                  id={id}
                  type="number"
                  min={1}
                  max={24}
                  value={repeat.maxPerRow ?? 4}
                  onChange={({ target }) =>
                    target.valueAsNumber > 0 && put({ ...repeat, maxPerRow: target.valueAsNumber })
                  }
                />
              )}
            </Field>
          )}
        </>
      )}
    </>
  );
}
