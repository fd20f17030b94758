import type { Labels } from '../../data/samples/ask-samples';

/** `severity="critical", service="x"`: as the explanation takes labels. Templates in values cannot be known and are left out. */
export const labelsText = (labels: Labels): string =>
  Object.entries(labels)
    .filter(([, value]) => !value.includes('{{'))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
