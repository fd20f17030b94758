import { eachVariable, type Step } from './step';

/** Variables. */
export const VARIABLE_STEPS: readonly Step[] = [
  {
    version: 12,
    apply: (dashboard) =>
      eachVariable(dashboard, (variable) => {
        if (typeof variable.refresh === 'boolean') variable.refresh = variable.refresh ? 1 : 0;
        if (variable.hideVariable === true) variable.hide = 2;
        else if (variable.hideLabel === true) variable.hide = 1;
        delete variable.hideVariable;
        delete variable.hideLabel;
      }),
  },
  {
    version: 27,
    apply: (dashboard) =>
      eachVariable(dashboard, (variable) => {
        if (variable.type !== 'constant' || variable.hide === 2) return;
        // A constant that can be seen could be changed in the URL: it was a text box all the time.
        variable.type = 'textbox';
        const text = String(variable.query ?? '');
        variable.current = { text, value: text, selected: true };
        variable.options = [variable.current];
      }),
  },
  {
    version: 29,
    apply: (dashboard) =>
      eachVariable(dashboard, (variable) => {
        if (variable.type !== 'query') return;
        if (variable.refresh !== 1 && variable.refresh !== 2) variable.refresh = 1;
        if (Array.isArray(variable.options)) variable.options = [];
      }),
  },
];
