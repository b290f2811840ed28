// What the sweeps know of every door, for attacks that go over the same doors (`@stockflow/server/sweep`).
export { foundCompany, join, type Person } from '../src/auth/testing/people.ts';
export { readHistory } from './alerts/model/history.ts';
export { lowStockOf } from './alerts/model/low-stock.ts';
export { DOORS, type Door, fieldsOf, inputOf, placesOf, withValueAt } from './doors.ts';
export { EXAMPLES } from './examples.ts';
export { rewriting } from './failing-database.ts';
export { kindOf } from './id-kinds.ts';
export { type RestAnswer, type RestRequest, restRequest, sendRest } from './rest/wire.ts';
export { serveOn } from './serve-on.ts';
export { makeVictim, type Victim } from './victim.ts';
export { type Answer, callOverHttp } from './wire.ts';
export { withoutCompanyFilter } from './without-company-filter.ts';
export { makeWorld, type World, type WorldIds } from './world.ts';
