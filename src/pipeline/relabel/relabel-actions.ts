import { createHash } from 'node:crypto';
import { anchoredPattern } from './anchored-pattern.js';
import type { LabelsBuilder } from './labels-builder.js';
import { goLowerCase, goUpperCase } from './letter-case.js';
import type { RelabelConfig } from './relabel-config.js';

/** Changes a label set; false where it is to be dropped. */
export type RelabelStep = (labels: LabelsBuilder) => boolean;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export const RELABEL_ACTIONS: Readonly<Record<RelabelConfig['action'], (config: RelabelConfig) => RelabelStep>> = {
  replace,

  keep(config) {
    const { test } = anchoredPattern(config.regex);
    const sourceOf = sourceValue(config);
    return (labels) => test(sourceOf(labels));
  },

  drop(config) {
    const { test } = anchoredPattern(config.regex);
    const sourceOf = sourceValue(config);
    return (labels) => !test(sourceOf(labels));
  },

  keepequal(config) {
    const sourceOf = sourceValue(config);
    return (labels) => labels.get(config.targetLabel) === sourceOf(labels);
  },

  dropequal(config) {
    const sourceOf = sourceValue(config);
    return (labels) => labels.get(config.targetLabel) !== sourceOf(labels);
  },

  hashmod: (config) => setting(config, (value) => remainder(value, config.modulus)),

  lowercase: (config) => setting(config, goLowerCase),

  uppercase: (config) => setting(config, goUpperCase),

  labelmap(config) {
    const nameOf = anchoredPattern(config.regex).template(config.replacement);
    return eachLabel((labels, name, value) => {
      const mapped = nameOf(name);
      // An empty name is none.
      if (mapped) labels.set(mapped, value);
    });
  },

  labeldrop(config) {
    const { test } = anchoredPattern(config.regex);
    return eachLabel((labels, name) => {
      if (test(name)) labels.delete(name);
    });
  },

  labelkeep(config) {
    const { test } = anchoredPattern(config.regex);
    return eachLabel((labels, name) => {
      if (!test(name)) labels.delete(name);
    });
  },
};

function replace(config: RelabelConfig): RelabelStep {
  const pattern = anchoredPattern(config.regex);
  const targetOf = pattern.template(config.targetLabel);
  const replacementOf = pattern.template(config.replacement);
  const sourceOf = sourceValue(config);
  return (labels) => {
    const value = sourceOf(labels);
    const target = targetOf(value);
    // Either the pattern does not match, or the target's name comes out empty, which is none.
    if (target) labels.set(target, replacementOf(value)!);
    return true;
  };
}

/** The values of the source labels, joined. */
function sourceValue({ sourceLabels, separator }: RelabelConfig): (labels: LabelsBuilder) => string {
  const [only] = sourceLabels;
  if (only === undefined) return () => '';
  if (sourceLabels.length === 1) return (labels) => labels.get(only);
  return (labels) => sourceLabels.map((name) => labels.get(name)).join(separator);
}

function setting(config: RelabelConfig, change: (value: string) => string): RelabelStep {
  const sourceOf = sourceValue(config);
  return (labels) => {
    labels.set(config.targetLabel, change(sourceOf(labels)));
    return true;
  };
}

function eachLabel(change: (labels: LabelsBuilder, name: string, value: string) => void): RelabelStep {
  return (labels) => {
    const pairs = labels.pairs();
    for (let i = 0; i < pairs.length; i += 2) change(labels, pairs[i]!, pairs[i + 1]!);
    return true;
  };
}

/** The last 8 of the MD5's 16 bytes as a number, modulo. */
const remainder = (value: string, modulus: number): string =>
  String(createHash('md5').update(value).digest().readBigUInt64BE(8) % BigInt(modulus));
