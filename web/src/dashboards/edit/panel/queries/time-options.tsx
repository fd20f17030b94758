import { SlidersHorizontal } from 'lucide-react';
import { Button } from '../../../../controls/button';
import { Field, Switch, TextInput } from '../../../../controls/field';
import { Popover } from '../../../../controls/popover';
import type { Panel } from '../../../model/dashboard';
import type { EditedPanel } from '../use-edited-panel';
import styles from './time-options.module.css';

interface TimeOption {
  readonly field: 'maxDataPoints' | 'interval' | 'timeFrom' | 'timeShift';
  readonly label: string;
  readonly hint: string;
  readonly isNumber?: boolean;
}

const OPTIONS: readonly TimeOption[] = [
  {
    field: 'maxDataPoints',
    label: 'Most points',
    hint: 'The width of the panel in pixels unless given',
    isNumber: true,
  },
  { field: 'interval', label: 'Least interval', hint: '30s, 1m: the step is not smaller' },
  { field: 'timeFrom', label: 'Relative time', hint: '1h: its own length of time' },
  { field: 'timeShift', label: 'Time shift', hint: '1d: as long ago' },
];

/** How many points a panel asks for, and of which time. */
export function TimeOptions({ panel, change }: Pick<EditedPanel, 'panel' | 'change'>) {
  const set = (field: keyof Panel & string, value: unknown) =>
    change((before) => withField(before, field, value), field);
  const given = OPTIONS.filter(({ field }) => panel[field] != null && panel[field] !== '');
  return (
    <Popover
      label="Query options"
      trigger={
        <Button icon={SlidersHorizontal} look="quiet">
          {given.length === 0
            ? 'Query options'
            : given.map(({ field, label }) => `${label} ${String(panel[field])}`).join(', ')}
        </Button>
      }
    >
      <div className={styles.form}>
        {OPTIONS.map(({ field, label, hint, isNumber = false }) => (
          <Field key={field} label={label} hint={hint}>
            {(id) => (
              <TextInput
                id={id}
                type={isNumber ? 'number' : 'text'}
                value={String(panel[field] ?? '')}
                onChange={({ target: { value } }) =>
                  set(field, value === '' ? undefined : isNumber ? Number(value) : value)
                }
              />
            )}
          </Field>
        ))}
        <Switch
          label="Do not say so in the panel"
          checked={panel.hideTimeOverride === true}
          onChange={(on) => set('hideTimeOverride', on || undefined)}
        />
      </div>
    </Popover>
  );
}

function withField(panel: Panel, field: string, value: unknown): Panel {
  const { [field]: _, ...rest } = panel;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Panel;
}
