/** A port that was taken. */
export interface OpenListener {
  readonly dialect: string;
  readonly address: string;
  readonly port: number;
  /** The flag that moves it. */
  readonly flag: string;
}

/** The program while it runs. */
export interface RunningApp {
  readonly listeners: readonly OpenListener[];
  /** `undefined` when everything works, else the reason why it does not (what `/ready` answers). */
  ready(): string | undefined;
  /** Stops accepting, flushes, closes. Resolves when nothing is open any more; calling it again awaits the same stop. */
  stop(): Promise<void>;
}
