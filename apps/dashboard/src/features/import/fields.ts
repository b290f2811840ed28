/** A field of a product that a column of the file can fill. */
export interface ImportField {
  id: FieldId;
  label: string;
  isRequired?: boolean;
  /** Headers that mean it, folded: lower case, letters and digits only. */
  headers: readonly string[];
}

export type FieldId =
  | 'sku'
  | 'name'
  | 'price'
  | 'cost'
  | 'quantity'
  | 'category'
  | 'barcode'
  | 'description'
  | 'threshold'
  | 'weight';

export const FIELDS: readonly ImportField[] = [
  {
    id: 'sku',
    label: 'SKU',
    isRequired: true,
    headers: [
      'sku',
      'variantsku',
      'itemcode',
      'itemnumber',
      'itemno',
      'articlenumber',
      'artikelnummer',
      'productcode',
      'code',
      'partnumber',
    ],
  },
  {
    id: 'name',
    label: 'Name',
    isRequired: true,
    headers: [
      'name',
      'title',
      'productname',
      'itemname',
      'producttitle',
      'bezeichnung',
      'artikelname',
      'product',
      'item',
    ],
  },
  {
    id: 'price',
    label: 'Price',
    isRequired: true,
    headers: [
      'price',
      'variantprice',
      'sellingprice',
      'salesprice',
      'unitprice',
      'retailprice',
      'regularprice',
      'preis',
      'verkaufspreis',
    ],
  },
  {
    id: 'cost',
    label: 'Cost',
    headers: [
      'cost',
      'costperitem',
      'unitcost',
      'purchaseprice',
      'costprice',
      'buyingprice',
      'einkaufspreis',
    ],
  },
  {
    id: 'quantity',
    label: 'Quantity in stock',
    headers: [
      'quantity',
      'qty',
      'stock',
      'onhand',
      'instock',
      'variantinventoryqty',
      'inventory',
      'stockquantity',
      'bestand',
      'menge',
    ],
  },
  {
    id: 'category',
    label: 'Category',
    headers: ['category', 'producttype', 'type', 'productcategory', 'group', 'kategorie'],
  },
  { id: 'barcode', label: 'Barcode', headers: ['barcode', 'variantbarcode', 'ean', 'gtin', 'upc', 'ean13'] },
  {
    id: 'description',
    label: 'Description',
    headers: ['description', 'bodyhtml', 'details', 'beschreibung'],
  },
  {
    id: 'threshold',
    label: 'Low at',
    headers: [
      'lowat',
      'lowstockthreshold',
      'reorderpoint',
      'reorderlevel',
      'minimumstock',
      'minstock',
      'lowstockamount',
      'meldebestand',
    ],
  },
  {
    id: 'weight',
    label: 'Weight, g',
    headers: ['weightg', 'weightgrams', 'variantgrams', 'grams', 'weight'],
  },
];

/** Which column fills which field; null where none does. */
export type Mapping = Readonly<Record<FieldId, number | null>>;

const folded = (header: string): string => header.toLowerCase().replace(/[^a-z0-9äöüß]/g, '');

/** What the headers suggest: each column is taken once, and what is named best goes first. */
export const guessMapping = (headers: readonly string[]): Mapping => {
  const names = headers.map(folded);
  const taken = new Set<number>();
  const found: Partial<Record<FieldId, number>> = {};
  for (const field of FIELDS) {
    const column = field.headers
      .map((header) => names.findIndex((name, index) => name === header && !taken.has(index)))
      .find((index) => index !== -1);
    if (column === undefined) continue;
    taken.add(column);
    found[field.id] = column;
  }
  return Object.fromEntries(FIELDS.map(({ id }) => [id, found[id] ?? null])) as Mapping;
};
