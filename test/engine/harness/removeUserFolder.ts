import { rmSync } from 'node:fs';

/** jest's global tear-down. */
export default () => rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true });
