import { X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { IconButton } from '../../../controls/button';
import { Select } from '../../../controls/select';
import { SettledInput } from '../../../controls/settled-input';
import styles from './builder.module.css';
import { LABEL_OPERATORS, LINE_OPERATORS, type LineOperator, PARSERS, type Stage } from './query';

interface StageListProps {
  readonly stages: readonly Stage[];
  readonly onChange: (stages: readonly Stage[]) => void;
}

const LINE_TITLES: Readonly<Record<LineOperator, string>> = {
  '|=': 'has',
  '!=': 'has not',
  '|~': 'matches',
  '!~': 'matches not',
  '|>': 'has pattern',
  '!>': 'has not pattern',
};

const NEW_STAGES: readonly (readonly [title: string, stage: Stage])[] = [
  ['Line has …', { kind: 'line', operator: '|=', text: '' }],
  ...PARSERS.map((parser): readonly [string, Stage] => [
    `Read as ${parser}`,
    { kind: 'parser', parser, argument: parser === 'pattern' ? '<_>' : parser === 'regexp' ? '(?P<name>.*)' : '' },
  ]),
  ['Label is …', { kind: 'label', label: 'detected_level', operator: '=', value: 'error' }],
];

/** The steps of the pipeline in their order. */
export function StageList({ stages, onChange }: StageListProps) {
  return (
    <>
      {stages.map((stage, index) => (
        <StageGroup
          key={`${index} ${stage.kind}`}
          stage={stage}
          onChange={(next) => onChange(stages.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(stages.filter((_, at) => at !== index))}
        />
      ))}
      <Select
        size="small"
        label="Add a step"
        placeholder="+ Step"
        value={undefined}
        options={NEW_STAGES.map(([title]) => ({ value: title, label: title }))}
        onChange={(chosen) => {
          const stage = NEW_STAGES.find(([title]) => title === chosen)?.[1];
          if (stage !== undefined) onChange([...stages, stage]);
        }}
      />
    </>
  );
}

interface StageProps<S extends Stage> {
  readonly stage: S;
  readonly onChange: (stage: Stage) => void;
}

function StageGroup({ stage, onChange, onRemove }: StageProps<Stage> & { onRemove: () => void }) {
  const fields = FIELDS[stage.kind] as (props: StageProps<Stage>) => ReactNode;
  return (
    <span className={styles.group}>
      {fields({ stage, onChange })}
      <IconButton size="small" icon={X} label="Remove the step" onClick={onRemove} />
    </span>
  );
}

const FIELDS: { readonly [K in Stage['kind']]: (props: StageProps<Extract<Stage, { kind: K }>>) => ReactNode } = {
  line: ({ stage, onChange }) => (
    <>
      <Select
        size="small"
        look="quiet"
        label="How lines are compared"
        value={stage.operator}
        options={LINE_OPERATORS.map((value) => ({ value, label: `Line ${LINE_TITLES[value]}` }))}
        onChange={(operator) => onChange({ ...stage, operator })}
      />
      <StageText label="Text of lines" value={stage.text} onChange={(text) => onChange({ ...stage, text })} />
    </>
  ),
  parser: ({ stage, onChange }) => (
    <>
      <span className={styles.name}>{`Read as ${stage.parser}`}</span>
      {(stage.parser === 'pattern' || stage.parser === 'regexp') && (
        <StageText
          label={`Expression of ${stage.parser}`}
          value={stage.argument}
          onChange={(argument) => onChange({ ...stage, argument })}
        />
      )}
    </>
  ),
  label: ({ stage, onChange }) => (
    <>
      <StageText label="Label" value={stage.label} onChange={(label) => onChange({ ...stage, label })} />
      <Select
        size="small"
        look="quiet"
        label="How the label is compared"
        value={stage.operator}
        options={LABEL_OPERATORS.map((value) => ({ value, label: value }))}
        onChange={(operator) => onChange({ ...stage, operator })}
      />
      <StageText label="Value" value={stage.value} onChange={(value) => onChange({ ...stage, value })} />
    </>
  ),
};

const StageText = (props: ComponentProps<typeof SettledInput>) => (
  <span className={styles.text}>
    <SettledInput {...props} />
  </span>
);
