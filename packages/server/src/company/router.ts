import { router } from '../core/door.ts';
import { closeCompany } from './close-company.ts';
import { getCompany } from './get-company.ts';
import { updateCompany } from './update-company.ts';

/** The company itself. */
export const companyRouter = router({ close: closeCompany, get: getCompany, update: updateCompany });
