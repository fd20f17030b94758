import { useState } from 'react';
import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';
import { Field } from '../../controls/field';
import { Select } from '../../controls/select';
import { useEditing } from './editing-context';
import { leafOf } from './operations/layouts';
import { movePanelTo } from './operations/panels';
import { placesFor } from './operations/rows';

/** Into which row or tab a panel goes. */
export function MovePanelDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { dashboard, change, announce } = useEditing();
  const places = placesFor(dashboard.layout);
  const now = leafOf(dashboard.layout, name)?.path.join() ?? '';
  const [path, setPath] = useState(now);
  const move = () => {
    const place = places.find((one) => one.path.join() === path);
    if (place !== undefined) {
      change((before) => movePanelTo(before, name, place.path));
      announce(`Moved to ${place.title}`);
    }
    onClose();
  };
  return (
    <Dialog
      title="Move the panel"
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={path === now} onClick={move}>
            Move
          </Button>
        </>
      }
    >
      <Field label="To the end of">
        {() => (
          <Select
            label="To the end of"
            options={places.map((place) => ({ value: place.path.join(), label: place.title }))}
            value={path}
            onChange={setPath}
          />
        )}
      </Field>
    </Dialog>
  );
}
