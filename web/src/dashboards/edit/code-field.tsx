import { useEffect, useState } from 'react';
import type { EditorLanguage } from '../../editor/code-editor';
import { QueryEditor } from '../../editor/query-editor';

interface CodeFieldProps {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly minLines?: number;
  readonly error?: string | undefined;
  /** Called when the focus leaves a text that was changed, and with Shift+Enter. */
  readonly onTaken: (text: string) => void;
}

/** A code editor whose text counts once it is finished: queries are not asked at each key. */
export function CodeField({ value, onTaken, ...editor }: CodeFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const take = (text: string) => text !== value && onTaken(text);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the focus leaves the editor inside
    <div onBlur={() => take(typed)}>
      <QueryEditor {...editor} value={typed} onChange={setTyped} onRun={take} />
    </div>
  );
}
