import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../../controls/button';
import { Notice } from '../../../../controls/notice';
import type { Variable } from '../../../../variables/variable';
import { useEditing } from '../../editing-context';
import { EntryList } from '../entry-list';
import { VariableForm } from './variable-form';
import { freeName, noteOf } from './variable-names';

/** The variables of a dashboard; each by the form of its type. */
export function VariableSettings() {
  const { dashboard, change } = useEditing();
  const { variables } = dashboard;
  const [open, setOpen] = useState<number>();
  const put = (next: readonly Variable[], group?: string) =>
    change((before) => ({ ...before, variables: next }), group);
  const add = () => {
    const datasource = { type: 'prometheus', uid: 'prometheus' };
    put([...variables, { type: 'query', name: freeName('query0', variables), datasource, query: '', refresh: 1 }]);
    setOpen(variables.length);
  };
  const variable = open === undefined ? undefined : variables[open];
  return (
    <>
      {variables.length === 0 && (
        <Notice
          title="No variables"
          detail="They stand in queries and titles as $name, and are chosen above the panels."
        />
      )}
      <EntryList
        entries={variables}
        nameOf={({ name }) => name}
        noteOf={noteOf}
        onOpen={setOpen}
        onChange={(next) => {
          setOpen(undefined);
          put(next);
        }}
        copyOf={(one) => ({ ...one, name: freeName(one.name, variables) })}
      />
      {variable !== undefined && (
        <VariableForm
          key={open}
          variable={variable}
          others={variables.filter((one) => one !== variable)}
          onChange={(next, group) => put(variables.with(open!, next), group && `variable ${open} ${group}`)}
        />
      )}
      <div>
        <Button icon={Plus} onClick={add}>
          Add variable
        </Button>
      </div>
    </>
  );
}
