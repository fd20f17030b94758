import type { DataFrame, StandardEditorContext } from '@grafana/data';
import { type ReactNode, useMemo, useState } from 'react';
import { TextInput } from '../../../../controls/field';
import { Skeleton } from '../../../../controls/notice';
import { useOpenDashboard } from '../../../view/dashboard-context';
import type { EditedPanel } from '../use-edited-panel';
import { byCategory, fieldItems, type OptionItem, panelOptionItems } from './option-items';
import { OptionRow } from './option-row';
import styles from './options.module.css';
import { Overrides } from './overrides';
import { PanelSection } from './panel-section';
import { setDefault, setOption } from './set-options';

const NO_FRAMES: DataFrame[] = [];

/** Everything that can be said of how a panel looks, found by typing. */
export function OptionsPane(edited: EditedPanel) {
  const { ready, data, panel, change } = edited;
  const { eventBus } = useOpenDashboard();
  const [text, setText] = useState('');
  const frames = data?.series ?? NO_FRAMES;
  const items = useMemo(
    () => (ready === undefined ? [] : [...panelOptionItems(ready, frames), ...fieldItems(ready, frames)]),
    [ready, frames],
  );
  const context = useMemo<StandardEditorContext<object>>(
    () => ({ data: frames, eventBus, options: ready?.options ?? {}, annotations: data?.annotations ?? [] }),
    [frames, eventBus, ready, data],
  );
  const wanted = text.trim().toLowerCase();
  const found = items.filter(
    ({ name, category, description }) =>
      wanted === '' || [name, category, description].some((one) => one.toLowerCase().includes(wanted)),
  );
  const set = ({ target, path, key }: OptionItem, value: unknown) => {
    if (ready === undefined) return;
    change((before) => (target === 'options' ? setOption : setDefault)(before, ready, path, value), key);
  };
  return (
    <>
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label="Search options"
          placeholder="Search options"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      {wanted === '' && (
        <Section title="Panel" isOpen>
          <PanelSection {...edited} />
        </Section>
      )}
      {ready === undefined && <Skeleton height={200} />}
      {[...byCategory(found)].map(([category, group]) => (
        <Section key={`${panel.type} ${category}`} title={category} isOpen={wanted !== '' || OPEN.has(category)}>
          {group.map((item) => (
            <OptionRow key={item.key} option={item} context={context} onChange={(value) => set(item, value)} />
          ))}
        </Section>
      ))}
      {wanted === '' && ready !== undefined && panel.fieldConfig?.defaults !== null && (
        <Section title="Overrides" isOpen={ready.fieldConfig.overrides.length > 0}>
          <Overrides ready={ready} context={context} change={change} />
        </Section>
      )}
    </>
  );
}

/** Open until they are closed. */
const OPEN: ReadonlySet<string> = new Set(['Standard options']);

const Section = ({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) => (
  <details className={styles.section} open={isOpen}>
    <summary>{title}</summary>
    <div className={styles.options}>{children}</div>
  </details>
);
