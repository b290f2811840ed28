import { router } from '../core/door.ts';
import { listEvents } from './list-events.ts';

export const eventRouter = router({ list: listEvents });
