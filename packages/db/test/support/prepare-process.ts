// A process of its own that prepares the database it is given and says what it did.
import { prepareDatabase } from '../../src/migrate/index.ts';

const [adminUrl = ''] = process.argv.slice(2);
const { appUrl, applied } = await prepareDatabase({ adminUrl });
process.stdout.write(JSON.stringify({ appUrl, applied }));
