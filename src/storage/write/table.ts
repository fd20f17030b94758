/** Rows of one table in Native blocks, ready to be inserted. */
export interface EncodedRows {
  readonly table: TableLayout;
  readonly rows: number;
  readonly chunks: readonly Uint8Array[];
  readonly bytes: number;
}

/** The columns that the writer fills, in the order in which its blocks carry them. */
export interface TableLayout {
  readonly name: string;
  /** `name Type, name Type, …` as ClickHouse's `file` function and INSERT take it. */
  readonly structure: string;
}

export const tableLayout = (name: string, columns: Readonly<Record<string, string>>): TableLayout => ({
  name,
  structure: Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', '),
});
