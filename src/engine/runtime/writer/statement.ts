/** One prepared statement of a batch. Named, so that PostgreSQL parses and plans it once per connection. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}
