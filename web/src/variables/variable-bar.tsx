import { RotateCw, SlidersHorizontal, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from '../controls/button';
import { Popover } from '../controls/popover';
import { Tip } from '../controls/tip';
import { ControlOf } from './controls/control-of';
import styles from './variable-bar.module.css';
import type { RunningVariable } from './variable-store';
import { useRunningVariables, useVariableStore } from './variables-context';

/** `hide` of a variable. */
const HIDDEN = 2;
const WITHOUT_LABEL = 1;
const IN_MENU = 3;

/** The variables that people may choose of, in one bar. */
export function VariableBar() {
  const shown = [...useRunningVariables().values()].filter(
    ({ definition }) => definition.hide !== HIDDEN && definition.type !== 'constant',
  );
  const inBar = shown.filter(({ definition }) => definition.hide !== IN_MENU);
  const inMenu = shown.filter(({ definition }) => definition.hide === IN_MENU);
  if (shown.length === 0) return null;
  return (
    <search className={styles.bar} aria-label="Variables">
      {inBar.map((variable) => (
        <OneVariable key={variable.definition.name} variable={variable} />
      ))}
      {inMenu.length > 0 && (
        <Popover
          label="More variables"
          trigger={<IconButton icon={SlidersHorizontal} label="More variables" look="quiet" />}
        >
          <div className={styles.menu}>
            {inMenu.map((variable) => (
              <OneVariable key={variable.definition.name} variable={variable} />
            ))}
          </div>
        </Popover>
      )}
    </search>
  );
}

function OneVariable({ variable }: { variable: RunningVariable }) {
  const { definition, error } = variable;
  const store = useVariableStore();
  const id = useId();
  const label = definition.label || definition.name;
  const hasLabel = definition.hide !== WITHOUT_LABEL;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a line
    <div className={styles.variable} role="group" aria-labelledby={id} data-loading={variable.isLoading || undefined}>
      <span id={id} className={hasLabel ? styles.label : 'visually-hidden'} title={definition.description || undefined}>
        {label}
      </span>
      <ControlOf variable={variable} label={label} />
      {error !== undefined && (
        <Tip text={error.message}>
          <button
            type="button"
            className={styles.error}
            aria-label={`${label} could not be found: ${error.message}. Try again`}
            onClick={() => store.reload(definition.name)}
          >
            <TriangleAlert size={14} aria-hidden />
            <RotateCw size={12} aria-hidden />
          </button>
        </Tip>
      )}
    </div>
  );
}
