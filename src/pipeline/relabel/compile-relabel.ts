import type { Labels } from '../../model/labels.js';
import { LabelsBuilder } from './labels-builder.js';
import { RELABEL_ACTIONS } from './relabel-actions.js';
import type { RelabelConfig } from './relabel-config.js';

/**
 * The steps as one function of label sets: undefined where one is dropped, the same array where nothing is changed.
 * Throws what RE2 throws where an expression is none.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function compileRelabel(configs: readonly RelabelConfig[]): (labels: Labels) => Labels | undefined {
  const steps = configs.map((config) => RELABEL_ACTIONS[config.action](config));
  return (labels) => {
    const builder = new LabelsBuilder(labels);
    return steps.every((step) => step(builder)) ? builder.labels() : undefined;
  };
}
