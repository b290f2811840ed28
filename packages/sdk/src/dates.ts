/**
 * An instant of the API ("2026-11-23T09:00:00.000Z") as a `Date`, for `Intl` and arithmetic. A day without a time ("2026-11-23")
 * is its midnight in UTC. Throws a `TypeError` for anything else, where `new Date` would give an invalid date.
 * @example
 * const { confirmedAt } = await stockflow.sales.get({ saleId })
 * if (confirmedAt !== null) console.log(toDate(confirmedAt).toLocaleString('de-DE', { timeZone: 'Europe/Berlin' }))
 */
export const toDate = (iso: string): Date => {
  const date = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/.test(iso) ? new Date(iso) : null;
  if (date === null || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso.slice(0, 10))
    throw new TypeError(`"${iso}" is no date of the API, such as "2026-11-23T09:00:00.000Z".`);
  return date;
};
