import fs from 'node:fs/promises';

import { Trouble } from '../e2e/n8n-host/trouble';

/** Throws if the report could not be written: before Kore is asked for it, and not after. */
export async function checkOut(file: string): Promise<void> {
	try {
		await (await fs.open(file, 'wx')).close();
		await fs.rm(file);
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' && (await isWritable(file))) return;
		throw new Trouble(
			`The report could not be written to the file of --out (${code})`,
			'Name another file with --out.',
		);
	}
}

async function isWritable(file: string): Promise<boolean> {
	try {
		await (await fs.open(file, 'r+')).close();
		return true;
	} catch {
		return false;
	}
}

/** An error nobody has thought of, as people may paste it: where it happened, and nothing of what it says. */
export function harmless(error: unknown): Trouble {
	if (error instanceof Trouble) return error;
	const { name, stack = '' } = error instanceof Error ? error : new Error('');
	const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
	const own = places.map((line) => line.replaceAll(`${process.cwd()}/`, ''));
	return new Trouble(
		`The check itself broke: ${name}`,
		own.filter((line) => !/[( ](file:\/\/)?\//.test(line)).join('\n'),
	);
}
