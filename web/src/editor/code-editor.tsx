import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { PAGE_NONCE } from '../app/page-nonce';
import styles from './code-editor.module.css';
import { editorTheme } from './editor-theme';
import { highlighting } from './highlight';
import { logql } from './logql';
import { promql } from './promql';
import { traceql } from './traceql';

export type EditorLanguage = 'promql' | 'logql' | 'traceql' | 'json' | 'text';

const LANGUAGES: Readonly<Record<EditorLanguage, () => Extension>> = { promql, logql, traceql, json, text: () => [] };

export interface CodeEditorProps {
  readonly language: EditorLanguage;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Shift+Enter and Ctrl+Enter; without it Enter alone is a new line as everywhere. */
  readonly onRun?: (value: string) => void;
  /** Its accessible name. */
  readonly label: string;
  readonly placeholder?: string;
  /** What the server said of it, below. */
  readonly error?: string | undefined;
  readonly isReadOnly?: boolean;
  /** Lines that are in sight when there are fewer. */
  readonly minLines?: number;
}

const LINE_HEIGHT = 20;

/** A query or JSON: highlighted, completed from the APIs, its mistakes marked. Tab leaves it; Escape, then Tab, as well. */
export default function CodeEditor(props: CodeEditorProps) {
  const { language, value, label, placeholder = '', error, isReadOnly = false, minLines = 1 } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;

  // Not of `value`: a new text is set below, without a new editor.
  useEffect(() => {
    const run = (editor: EditorView) => {
      latest.current.onRun?.(editor.state.doc.toString());
      return latest.current.onRun !== undefined;
    };
    const created = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(PAGE_NONCE),
          Prec.highest(
            keymap.of([
              { key: 'Shift-Enter', run },
              { key: 'Mod-Enter', run },
            ]),
          ),
          history(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ activateOnTyping: true, icons: false }),
          keymap.of([
            ...[...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap],
            ...defaultKeymap,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorState.readOnly.of(isReadOnly),
          placeholderOf(placeholder),
          highlighting,
          editorTheme,
          LANGUAGES[language](),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => created.destroy();
  }, [language, label, placeholder, isReadOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return (
    <div className={styles.editor}>
      <div
        ref={parent}
        style={{ minHeight: minLines * LINE_HEIGHT + 12 }}
        data-invalid={error !== undefined || undefined}
      />
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
