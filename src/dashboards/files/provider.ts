/** Where dashboards come from as files. */
export interface DashboardProvider {
  readonly name: string;
  /** Title of the folder they go to; empty: the root. */
  readonly folder: string;
  readonly folderUid: string;
  /** A directory with files at any depth, or one file. Absolute. */
  readonly path: string;
  /** The directories below `path` become folders, one within another. */
  readonly foldersFromFilesStructure: boolean;
  /** Whether the UI may save what comes from here. */
  readonly allowUiUpdates: boolean;
  /** Whether a dashboard stays, as one of the UI, when its file goes. */
  readonly disableDeletion: boolean;
}
