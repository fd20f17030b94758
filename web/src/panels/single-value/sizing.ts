import { choices } from '../../charts/options/field-options';
import type { PanelBuilder } from '../../charts/options/panel-options';

/** How large single values are at least, CSS px; only with manual sizing. */
export interface SizingOptions {
  sizing: 'auto' | 'manual';
  minVizWidth: number;
  minVizHeight: number;
}

interface SizingConfig {
  readonly name: string;
  readonly minWidth: number;
  readonly minHeight: number;
  readonly most: number;
}

export const isSizedByHand = ({ sizing }: Partial<SizingOptions>): boolean => sizing === 'manual';

/** `sizing` and the least width and height that go with it. */
export function addSizing(builder: PanelBuilder, { name, minWidth, minHeight, most }: SizingConfig): void {
  const slider = { settings: { min: 0, max: most, step: 1 }, showIf: isSizedByHand };
  builder
    .addRadio({
      path: 'sizing',
      name,
      defaultValue: 'auto',
      settings: choices([
        ['auto', 'Auto'],
        ['manual', 'Manual'],
      ]),
    })
    .addSliderInput({ path: 'minVizWidth', name: 'Min width', defaultValue: minWidth, ...slider })
    .addSliderInput({ path: 'minVizHeight', name: 'Min height', defaultValue: minHeight, ...slider });
}
