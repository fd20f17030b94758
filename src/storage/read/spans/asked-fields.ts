import type { SpanCondition, SpanField } from '../../span-interface.js';

/** What conditions look at, as far as the engine has to be asked before they become SQL. */
export interface AskedFields {
  /** Names of attributes of spans, each once. */
  readonly keys: readonly string[];
  /** Whether labels of resources or scopes are looked at. */
  readonly resources: boolean;
}

export function askedFields(conditions: readonly SpanCondition[]): AskedFields {
  const keys = new Set<string>();
  let resources = false;
  const look = (field: SpanField): void => {
    if (field.kind === 'attribute') {
      if (field.scope === 'span' || field.scope === 'any') keys.add(field.name);
      resources ||= OF_RESOURCES.has(field.scope);
    } else resources ||= field.name.startsWith('instrumentation:');
  };
  const walk = (condition: SpanCondition): void => {
    if ('conditions' in condition) condition.conditions.forEach(walk);
    else look(condition.field);
  };
  conditions.forEach(walk);
  return { keys: [...keys], resources };
}

const OF_RESOURCES: ReadonlySet<string> = new Set(['resource', 'instrumentation', 'any']);
