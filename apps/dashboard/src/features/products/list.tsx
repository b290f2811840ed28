import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileUp, PackagePlus, Plus, SearchX } from 'lucide-react';
import { productsQuery } from '../../api/queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useCan, useFormat } from '../../app/identity.ts';
import { useSearchText } from '../../app/use-debounced.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { CategoryFilter, SupplierFilter } from '../../parts/reference-filters.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EndlessList } from '../../ui/endless-list.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Filter } from '../../ui/filter.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { PRODUCT_SORTS, PRODUCT_STATUSES, type ProductsSearch, productsFilter } from './address.ts';
import { productColumns } from './columns.tsx';
import { PRODUCT_CSV } from './csv.ts';

const route = getRouteApi('/app/products');

const STATUS_LABELS: Record<(typeof PRODUCT_STATUSES)[number], string> = {
  active: 'Active',
  discontinued: 'Discontinued',
  archived: 'Archived',
  deactivated: 'Deactivated',
  all: 'All, deactivated too',
};
const STATUS_OPTIONS = PRODUCT_STATUSES.map((id) => ({ id, label: STATUS_LABELS[id] }));
const STOCK_OPTIONS = [
  { id: 'in', label: 'In stock' },
  { id: 'out', label: 'Out of stock' },
];
const SORT_LABELS: Record<(typeof PRODUCT_SORTS)[number], string> = {
  sku: 'SKU, A to Z',
  'sku-desc': 'SKU, Z to A',
  name: 'Name, A to Z',
  'name-desc': 'Name, Z to A',
  'createdAt-desc': 'Newest first',
  createdAt: 'Oldest first',
};
const SORT_OPTIONS = PRODUCT_SORTS.map((id) => ({ id, label: SORT_LABELS[id] }));

/** All products: searched as one types, filtered, sorted, without end. */
export function ProductsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const can = useCan();
  const format = useFormat();
  const change = (fields: Partial<Record<keyof ProductsSearch, unknown>>) =>
    void navigate({
      search: (now) => ({ ...now, ...fields }) as ProductsSearch,
      replace: true,
      resetScroll: false,
    });
  const query = useInfiniteQuery(productsQuery(productsFilter(search)));
  return (
    <Page
      title="Products"
      actions={
        <>
          <ExportButton
            name="products"
            noun="product"
            columns={PRODUCT_CSV}
            rows={(signal) => stockflow.products.list({ ...productsFilter(search), limit: 250 }, { signal })}
          />
          {can('catalogue:write') && <AddLinks />}
        </>
      }
    >
      <ProductsToolbar search={search} onChange={change} />
      <EndlessList
        label="Products"
        noun="product"
        query={query}
        rowsOf={(page) => page.items}
        columns={productColumns(format.money)}
        keyOf={(product) => product.id}
        empty={
          <NoProducts
            isFiltered={Object.keys(search).some((key) => key !== 'sort')}
            onClear={() => void navigate({ search: {} })}
          />
        }
      />
    </Page>
  );
}

function AddLinks() {
  return (
    <>
      <Link to="/products/import" className={buttonClass('secondary')}>
        <span className="button__face">
          <FileUp size={16} aria-hidden />
          Import
        </span>
      </Link>
      <Link to="/products/new" className={buttonClass('primary')}>
        <span className="button__face">
          <Plus size={16} aria-hidden />
          New product
        </span>
      </Link>
    </>
  );
}

function ProductsToolbar({
  search,
  onChange,
}: {
  search: ProductsSearch;
  onChange: (fields: Partial<Record<keyof ProductsSearch, unknown>>) => void;
}) {
  const [typed, setTyped] = useSearchText(search.q ?? '', (q) =>
    onChange({ q: q.trim() === '' ? undefined : q }),
  );
  return (
    <div className="toolbar">
      <SearchBox
        label="Search products"
        placeholder="Search name, SKU or barcode"
        value={typed}
        onChange={setTyped}
      />
      <div className="toolbar__filters">
        <CategoryFilter chosen={search.category} onChange={(ids) => onChange({ category: some(ids) })} />
        <SupplierFilter chosen={search.supplier} onChange={(ids) => onChange({ supplier: some(ids) })} />
        <Filter
          label="Status"
          single
          options={STATUS_OPTIONS}
          chosen={search.status === undefined ? [] : [search.status]}
          onChange={([status]) => onChange({ status })}
        />
        <Filter
          label="Stock"
          single
          options={STOCK_OPTIONS}
          chosen={search.stock === undefined ? [] : [search.stock]}
          onChange={([stock]) => onChange({ stock })}
        />
        <Filter
          label="Sort"
          single
          options={SORT_OPTIONS}
          chosen={search.sort === undefined ? [] : [search.sort]}
          onChange={([sort]) => onChange({ sort })}
        />
      </div>
    </div>
  );
}

const some = (ids: string[]): string[] | undefined => (ids.length === 0 ? undefined : ids);

function NoProducts({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const can = useCan();
  if (isFiltered) {
    return (
      <Empty
        icon={SearchX}
        title="No product matches"
        action={<Button onPress={onClear}>Clear search and filters</Button>}
      />
    );
  }
  return (
    <Empty
      icon={PackagePlus}
      title="No products yet"
      action={
        can('catalogue:write') && (
          <Link to="/products/new" className={buttonClass('primary')}>
            Add the first product
          </Link>
        )
      }
    >
      A product is what you stock, known by its SKU.
    </Empty>
  );
}
