import { Button } from '../../controls/button';
import { Dialog } from '../../controls/dialog';

interface LeaveDialogProps {
  readonly stay: () => void;
  readonly leave: () => void;
  readonly onSave: () => void;
}

/** Asks whoever would lose changes. */
export function LeaveDialog({ stay, leave, onSave }: LeaveDialogProps) {
  const save = () => {
    stay();
    onSave();
  };
  return (
    <Dialog
      title="There are changes that are not saved"
      open
      onClose={stay}
      actions={
        <>
          <Button onClick={stay}>Go on editing</Button>
          <Button look="danger" onClick={leave}>
            Discard them
          </Button>
          <Button look="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <p>They are lost when you leave the editor now.</p>
    </Dialog>
  );
}
