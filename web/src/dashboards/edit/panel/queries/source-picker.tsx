import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../../../api/http';
import { Picker } from '../../../../controls/picker';
import type { Variable } from '../../../../variables/variable';
import { choicesOf, type ListedSource } from './targets';

interface SourcePickerProps {
  readonly label: string;
  /** A uid. */
  readonly value: string;
  readonly variables: readonly Variable[];
  /** Beside those of the server. */
  readonly more?: readonly ListedSource[];
  readonly size?: 'small';
  readonly onChange: (source: ListedSource) => void;
}

const NONE: readonly ListedSource[] = [];
const DEFAULT = 'prometheus';

/** One of the server's data sources, or a variable that stands for one. */
export function SourcePicker({ label, value, variables, more = NONE, size, onChange }: SourcePickerProps) {
  const { data = NONE, isPending } = useQuery({
    queryKey: ['data-sources'],
    queryFn: () => callJson<readonly ListedSource[]>('/api/datasources'),
  });
  const choices = [...choicesOf(data, variables), ...more];
  return (
    <Picker
      label={label}
      options={choices.map(({ uid, name, type }) => ({
        value: uid,
        label: name,
        note: type === 'datasource' ? '' : type,
      }))}
      value={value || DEFAULT}
      isLoading={isPending}
      {...(size && { size })}
      onChange={(uid) => {
        const chosen = choices.find((one) => one.uid === uid);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
