import { choices } from '../../charts/options/field-options';
import type { PanelBuilder } from '../../charts/options/panel-options';

export type TextMode = 'auto' | 'value' | 'value_and_name' | 'name' | 'none';

/** Which texts a value has. */
export interface ValueShows {
  readonly name: boolean;
  readonly value: boolean;
}

/** `textMode` of panels with large values. */
export function addTextMode(builder: PanelBuilder): void {
  builder.addRadio({
    path: 'textMode',
    name: 'Text mode',
    defaultValue: 'auto',
    settings: choices([
      ['auto', 'Auto'],
      ['value', 'Value'],
      ['value_and_name', 'Value and name'],
      ['name', 'Name'],
      ['none', 'None'],
    ]),
  });
}

/** `auto`: the name only where it tells one of several values from the others. */
export const textsShown = (mode: TextMode = 'auto', count: number): ValueShows => ({
  name: mode === 'name' || mode === 'value_and_name' || (mode === 'auto' && count > 1),
  value: mode !== 'name' && mode !== 'none',
});
