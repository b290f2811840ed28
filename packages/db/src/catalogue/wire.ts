/** A wire type as the database answers it: its two instants are dates still. */
export type Stamped<T extends { createdAt: string; updatedAt: string }> = Omit<
  T,
  'createdAt' | 'updatedAt'
> & {
  createdAt: Date;
  updatedAt: Date;
};

/** The row in wire form: instants as ISO 8601 with Z. */
export const wire = <Row extends { createdAt: Date; updatedAt: Date }>(
  row: Row,
): Omit<Row, 'createdAt' | 'updatedAt'> & { createdAt: string; updatedAt: string } => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
