/** What warehouses, categories and suppliers have in common. */
export interface Entry {
  id: string;
  name: string;
  active: boolean;
  version: number;
}
