// node tools/generate.mjs: the Prisma client from prisma/schema.prisma, when it is not current.
import { generate } from './lib/prepare.mjs';
import { Printer } from './lib/print.mjs';
import { main } from './lib/project.mjs';

await main(() => generate(new Printer()));
