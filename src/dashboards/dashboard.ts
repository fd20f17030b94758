/** A dashboard's own JSON, as Grafana writes it; what this program does not know in it is kept. */
export type DashboardModel = Readonly<Record<string, unknown>>;

/** Which of Grafana's two shapes a model has: panels in a list (v1), or elements and a layout (v2). */
export type ModelSchema = 'v1' | 'v2';

/** Where a provisioned dashboard comes from. */
export interface Provenance {
  /** The provider's name. */
  readonly provider: string;
  /** Absolute. */
  readonly file: string;
  /** As the UI shows it: relative to the provider's directory. */
  readonly shownFile: string;
  /** Whether the UI may save it; it stays so until the file changes. */
  readonly allowUiUpdates: boolean;
  /** Of the file's content, by which it is known to be the same. */
  readonly checksum: string;
}

export interface StoredDashboard {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Empty: at the root. */
  readonly folderUid: string;
  /** From 1; each save adds one. */
  readonly version: number;
  /** ms since 1970. */
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly schema: ModelSchema;
  readonly model: DashboardModel;
  readonly provenance?: Provenance;
}

/** One save of a dashboard. */
export interface DashboardVersion {
  readonly version: number;
  /** The version that it was made of; 0 of the first. */
  readonly parentVersion: number;
  /** The version that it brought back; 0 where it is a usual save. */
  readonly restoredFrom: number;
  readonly createdMs: number;
  readonly createdBy: string;
  readonly message: string;
  readonly title: string;
  readonly schema: ModelSchema;
  readonly model: DashboardModel;
}

/** The schema that a model has by its members. */
export const schemaOf = (model: DashboardModel): ModelSchema =>
  typeof model.elements === 'object' && model.elements !== null && typeof model.layout === 'object' ? 'v2' : 'v1';

/** The tags of a model: texts, each once. */
export function tagsOf({ tags }: DashboardModel): string[] {
  if (!Array.isArray(tags)) return [];
  return [...new Set(tags.filter((tag): tag is string => typeof tag === 'string' && tag !== ''))];
}
