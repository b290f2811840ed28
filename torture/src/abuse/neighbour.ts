/** What the loud company is. */
export interface NeighbourConfig {
  readonly url: string;
  readonly session: string;
  readonly productId: string;
  readonly warehouseId: string;
}

/** How long it is to be loud. */
export interface NeighbourAsked {
  readonly ms: number;
}

export interface NeighbourDone {
  readonly calls: number;
}
