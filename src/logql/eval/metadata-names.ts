import { type Labels, labelsFrom } from '../../model/labels.js';
import { extractedName, hasLabel } from './stages/label-name.js';

/**
 * An entry's structured metadata as queries see it: what has the name of a label of the stream is called `name_extracted`.
 */
export function metadataBeside(stream: Labels, metadata: Labels): Labels {
  for (let i = 0; i < metadata.length; i += 2) {
    if (hasLabel(stream, metadata[i]!)) return renamed(stream, metadata);
  }
  return metadata;
}

function renamed(stream: Labels, metadata: Labels): Labels {
  const pairs: [string, string][] = [];
  for (let i = 0; i < metadata.length; i += 2) {
    const name = metadata[i]!;
    pairs.push([hasLabel(stream, name) ? extractedName(name) : name, metadata[i + 1]!]);
  }
  return labelsFrom(pairs);
}
