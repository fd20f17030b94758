import { ProtobufWriter } from '../protobuf/writer.js';

/** `tempopb.SearchTagsResponse`. https://grafana.com/docs/tempo/latest/api_docs/#search-tags */
export interface SearchTagsResponse {
  readonly tagNames: readonly string[];
  readonly metrics: object;
}

/** `tempopb.SearchTagsV2Response`. */
export interface SearchTagsV2Response {
  readonly scopes: readonly TagScope[];
  readonly metrics: object;
}

export interface TagScope {
  readonly name: string;
  readonly tags: readonly string[];
}

/** `tempopb.SearchTagValuesResponse`. */
export interface SearchTagValuesResponse {
  readonly tagValues: readonly string[];
  readonly metrics: object;
}

/** `tempopb.SearchTagValuesV2Response`. */
export interface SearchTagValuesV2Response {
  readonly tagValues: readonly TagValue[];
  readonly metrics: object;
}

export interface TagValue {
  readonly type: string;
  /** Left out where it is empty. */
  readonly value?: string;
}

export const encodeSearchTags = ({ tagNames }: SearchTagsResponse): Buffer => encodeTexts(tagNames);

export const encodeSearchTagValues = ({ tagValues }: SearchTagValuesResponse): Buffer => encodeTexts(tagValues);

function encodeTexts(texts: readonly string[]): Buffer {
  const writer = new ProtobufWriter();
  for (const text of texts) writer.stringAlways(1, text);
  return writer.finish();
}

export function encodeSearchTagsV2({ scopes }: SearchTagsV2Response): Buffer {
  const writer = new ProtobufWriter();
  for (const { name, tags } of scopes) {
    writer.message(1, (scope) => {
      scope.string(1, name);
      for (const tag of tags) scope.stringAlways(2, tag);
    });
  }
  return writer.finish();
}

export function encodeSearchTagValuesV2({ tagValues }: SearchTagValuesV2Response): Buffer {
  const writer = new ProtobufWriter();
  for (const { type, value = '' } of tagValues) {
    writer.message(1, (message) => {
      message.string(1, type);
      message.string(2, value);
    });
  }
  return writer.finish();
}
