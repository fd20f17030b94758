import { Picker } from '../../../../controls/picker';
import { currentType, PANELS } from '../../../../panels/registry';
import type { EditedPanel } from '../use-edited-panel';
import { setType } from './set-type';

const TYPES = Object.entries(PANELS)
  .filter(([, { isUnsupported }]) => isUnsupported !== true)
  .map(([value, { title }]) => ({ value, label: title }));

/** How the data are drawn. */
export function TypePicker({ panel, ready, change }: EditedPanel) {
  return (
    <Picker
      label="Visualisation"
      options={TYPES}
      value={currentType(panel.type)}
      onChange={(type) => change((before) => setType(before, type, ready?.options))}
    />
  );
}
