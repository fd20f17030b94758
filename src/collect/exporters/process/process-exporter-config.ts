/** Which processes are followed, as the file of process-exporter says it. https://github.com/ncabatoff/process-exporter#readme */
export interface ProcessExporterConfig {
  /** `-procfs` */
  readonly procPath: string;
  /** `-children`: processes that no entry matches belong to the group of their nearest ancestor that has one. */
  readonly children: boolean;
  /** `process_names`; the first that matches a process names its group. */
  readonly names: readonly ProcessName[];
}

/** Of those that are given all must match. */
export interface ProcessName {
  /** Go template of the group's name; its variables are Comm, ExeBase, ExeFull, Username, PID, StartTime, Cgroups, Matches. */
  readonly name: string;
  /** Names as `/proc/<pid>/stat` has them, at most 15 characters; one must be it. */
  readonly comm: readonly string[];
  /** Paths or base names of the first argument; one must be it. */
  readonly exe: readonly string[];
  /** RE2 on the arguments, joined by spaces; each must find something. Its named groups are in Matches. */
  readonly cmdline: readonly string[];
}

/** Where an entry names no template. */
export const DEFAULT_GROUP_NAME = '{{.ExeBase}}';
