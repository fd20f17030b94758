import { standardTransformers, standardTransformersRegistry, type TransformerRegistryItem } from '@grafana/data';

/** What a list of transformations has no use for, though it must be there. */
const NOTHING = { editor: () => null, imageDark: '', imageLight: '' };

/** Fills the registry of transformations: those of @grafana/data, and those of Grafana's that stand outside of it. */
export function registerTransformers(): void {
  if (isRegistered) return;
  isRegistered = true;
  standardTransformersRegistry.setInit(() =>
    Object.values(standardTransformers).map(
      (info): TransformerRegistryItem => ({
        ...NOTHING,
        id: info.id,
        name: info.name,
        ...(info.description !== undefined && { description: info.description }),
        transformation: () => Promise.resolve(info),
      }),
    ),
  );
}

let isRegistered = false;

/** Those of `ids` that are not known: named in the panel rather than left out in silence. */
export const unknownTransformers = (ids: readonly string[]): string[] =>
  [...new Set(ids)].filter((id) => standardTransformersRegistry.getIfExists(id) === undefined);
