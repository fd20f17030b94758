import type { InterpolateFunction, PanelData, PanelProps, ScopedVars } from '@grafana/data';
import { useMemo } from 'react';
import { CodeText } from './code-text';
import type { TextOptions } from './options';
import RichText from './rich-text';
import styles from './text.module.css';

/** More of a text is not drawn, characters: reading it as markdown would hold the page. */
const MOST_DRAWN = 300_000;
const MOST_ROWS = 200;

/** The panel "text": markdown, HTML or code with variables in it. */
export function TextPanel({ options, data, width, height, replaceVariables }: PanelProps<TextOptions>) {
  const { mode, content = '', renderMode, code } = options;
  const whole = useMemo(
    () =>
      renderMode === 'perRow' ? perRow(options, data, replaceVariables) : filled(options, content, replaceVariables),
    [options, content, renderMode, data, replaceVariables],
  );
  const text = whole.slice(0, MOST_DRAWN);
  const state = text.trim() === '' ? 'empty' : 'done';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={styles.panel} style={{ width, height }} tabIndex={0} data-panel-state={state}>
      {mode === 'code' ? (
        <CodeText
          text={text}
          language={code?.language ?? 'plaintext'}
          hasLineNumbers={code?.showLineNumbers === true}
        />
      ) : (
        <RichText text={text} kind={mode} />
      )}
      {text.length < whole.length && (
        <p className={styles.cut}>{(whole.length - text.length).toLocaleString()} more characters are not shown</p>
      )}
    </div>
  );
}

/** Values of variables are text: only what the dashboard itself says is markup. */
const filled = ({ mode }: TextOptions, content: string, replace: InterpolateFunction, rows: ScopedVars = {}) =>
  replace(content, rows, mode === 'code' ? 'text' : 'html');

/** The content once for each row of the data, whose fields are `${__data.fields.name}`. */
function perRow(options: TextOptions, { series }: PanelData, replace: InterpolateFunction): string {
  const parts: string[] = [];
  for (const [frameIndex, frame] of series.entries()) {
    for (let rowIndex = 0; rowIndex < frame.length && parts.length < MOST_ROWS; rowIndex++) {
      const scoped: ScopedVars = {
        __dataContext: { value: { data: series, frame, field: frame.fields[0]!, frameIndex, rowIndex } },
      };
      parts.push(filled(options, options.content, replace, scoped));
    }
  }
  return parts.join(options.mode === 'html' ? '' : '\n\n');
}
