/** The verbs of REST that a procedure can have. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where a procedure stands in REST: one row of the table in `routes.ts`. */
export interface Route {
  method: Method;
  /** Such as `/api/products/{productId}`; what stands in braces is a field of the input. */
  path: string;
  /** The status of an answer that is no refusal: 200; 201 for what makes something; 204 where there is nothing to say. */
  status: 200 | 201 | 204;
  /** A few words for the list of operations. */
  summary: string;
  /** What it does, where the words for the SDK's method do not fit. */
  description?: string;
  /** Where to read what was made, from fields of the answer: `/api/products/{product.id}`. */
  location?: string;
  /** True: the path names the caller's company, and another's is refused with FORBIDDEN. */
  isOwnCompany?: boolean;
}

/** What a row may say beside its verb, path and summary. */
type More = Pick<Route, 'description' | 'location' | 'isOwnCompany'>;

const rowOf =
  (method: Method, status: Route['status']) =>
  (path: string, summary: string, more: More = {}): Route => ({ method, path, status, summary, ...more });

/** Reads: 200. */
export const get = rowOf('GET', 200);
/** Does something and answers what became of it: 200. */
export const act = rowOf('POST', 200);
/** Makes something: 201, with `location` wherever it can be read by itself. */
export const create = rowOf('POST', 201);
/** Does something and has nothing to say: 204. */
export const actSilently = rowOf('POST', 204);
/** Changes the fields that are sent: 200. */
export const patch = rowOf('PATCH', 200);
/** Sets something whole: 200, also where it was not there. */
export const put = rowOf('PUT', 200);
/** Takes something away: 204. */
export const remove = rowOf('DELETE', 204);

/** The names in braces of a path. */
export const namesIn = (path: string): string[] =>
  [...path.matchAll(/\{([\w.]+)\}/g)].map(([, name]) => name ?? '');
