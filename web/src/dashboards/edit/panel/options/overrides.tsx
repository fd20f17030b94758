import type { ConfigOverrideRule, StandardEditorContext } from '@grafana/data';
import { Plus } from 'lucide-react';
import { Button } from '../../../../controls/button';
import { Menu } from '../../../../controls/menu';
import type { ReadyPanel } from '../../../../panels/use-plugin';
import type { EditedPanel } from '../use-edited-panel';
import { MATCHERS } from './matchers';
import { OverrideForm } from './override-form';
import { setOverrides } from './set-options';

interface OverridesProps {
  readonly ready: ReadyPanel;
  readonly context: StandardEditorContext<object>;
  readonly change: EditedPanel['change'];
}

/** Options of some fields in the place of those of all. Later ones win. */
export function Overrides({ ready, context, change }: OverridesProps) {
  const { overrides } = ready.fieldConfig;
  const put = (next: readonly ConfigOverrideRule[], group?: string) =>
    change((before) => setOverrides(before, ready, [...next]), group);
  return (
    <>
      {overrides.map((rule, at) => (
        <OverrideForm
          key={`${at} ${rule.matcher.id}`}
          rule={rule}
          number={at + 1}
          registry={ready.plugin.fieldConfigRegistry}
          context={context}
          onChange={(next, group) => put(overrides.with(at, next), group && `override ${at} ${group}`)}
          onRemove={() => put(overrides.toSpliced(at, 1))}
        />
      ))}
      <Menu
        trigger={
          <Button icon={Plus} size="small">
            Add override
          </Button>
        }
        items={Object.entries(MATCHERS).map(([id, { title, initial }]) => ({
          label: title,
          onSelect: () => put([...overrides, { matcher: { id, options: initial }, properties: [] }]),
        }))}
      />
    </>
  );
}
