import { TemplateError } from '../../lib/gotemplate/template-error.js';
import {
  byCodePoint,
  GoObject,
  isList,
  type TemplateFunction,
  type TemplateFunctions,
  TextMap,
  typeName,
  type Value,
} from '../../lib/gotemplate/value.js';
import { labelsToObject } from '../../model/labels.js';
import type { RuleSample } from '../rule-query.js';

/** A sample as templates see it: `.Labels` and `.Value`. */
class SampleValue extends GoObject {
  readonly type = '*template.sample';
  readonly labels: TextMap;

  constructor(readonly sample: RuleSample) {
    super();
    this.labels = new TextMap(new Map(Object.entries(labelsToObject(sample.labels))));
  }

  member(name: string): { value: Value } | undefined {
    if (name === 'Labels') return { value: this.labels };
    return name === 'Value' ? { value: this.sample.value } : undefined;
  }

  toString(): string {
    return `{${[...this.labels.sorted()].map(([name, value]) => `${name}:${String(value)}`).join(' ')} ${this.sample.value}}`;
  }

  equals(other: GoObject): boolean {
    return other === this;
  }
}

export const sampleValues = (samples: readonly RuleSample[]): readonly Value[] =>
  samples.map((sample) => new SampleValue(sample));

function listOf(value: Value): readonly SampleValue[] {
  if (isList(value) && value.every((one) => one instanceof SampleValue)) return value as readonly SampleValue[];
  throw new TemplateError(`expected the result of a query; found ${typeName(value)}`);
}

function first(samples: readonly SampleValue[]): SampleValue {
  if (samples.length === 0) throw new TemplateError('first() called on vector with no elements');
  return samples[0]!;
}

const ofSample = (call: (sample: SampleValue) => Value): TemplateFunction => ({
  parameters: ['*template.sample'],
  call: ([sample]) => call(sample),
});

/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#queries */
export const SAMPLE_FUNCTIONS: TemplateFunctions = {
  first: { parameters: ['any'], call: ([samples]) => first(listOf(samples)) },
  value: ofSample(({ sample }) => sample.value),
  strvalue: ofSample(({ labels }) => labels.get('__value__') ?? ''),
  label: {
    parameters: ['string', '*template.sample'],
    call: ([name, sample]) => (sample as SampleValue).labels.get(name) ?? '',
  },
  sortByLabel: {
    parameters: ['string', 'any'],
    call: ([name, samples]) =>
      [...listOf(samples)].sort((a, b) => byCodePoint(a.labels.get(name) ?? '', b.labels.get(name) ?? '')),
  },
};
