/** An attribute's key as the name of a label. https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
function labelName(key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The same, with `__` before names that another label has. */
export function ownLabelName(key: string, taken: readonly string[]): string {
  const name = labelName(key);
  return taken.includes(name) ? `__${name}` : name;
}
