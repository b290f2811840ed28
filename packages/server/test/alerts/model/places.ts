/** One product in one warehouse. */
export interface Place {
  productId: string;
  warehouseId: string;
}

export const keyOf = ({ productId, warehouseId }: Place): string => `${productId} ${warehouseId}`;

export const isAt =
  (place: Place) =>
  (other: Place): boolean =>
    keyOf(place) === keyOf(other);

export const sum = <T>(of: readonly T[], units: (each: T) => number): number =>
  of.reduce((total, each) => total + units(each), 0);
