import { INVALID_ARGUMENTS, Rejection } from './rejection';
import { shown } from '../shown';
import type { Request } from '../types';

export function checkQuery(req: Request, allowed: string[]) {
	const unknown = Object.keys(req.query).filter((name) => !allowed.includes(name));
	if (unknown.length > 0) {
		throw new Rejection(INVALID_ARGUMENTS, `query parameter ${unknown.join(', ')} is unknown`);
	}
}

export function integerQuery(req: Request, name: string, fallback: number, least: number) {
	const value = req.query[name];
	if (value === undefined) return fallback;
	if (typeof value !== 'string' || !/^\d+$/.test(value) || Number(value) < least) {
		throw new Rejection(INVALID_ARGUMENTS, `query parameter ${name} is ${shown(value)}`);
	}
	return Number(value);
}

/** A parameter that is given more than once is the text of all, which fits nothing. */
export function textQuery(req: Request, name: string): string | undefined {
	const value = req.query[name];
	return value === undefined ? undefined : shown(value);
}

export function choicesQuery<T extends string>(
	req: Request,
	name: string,
	allowed: readonly T[],
): T[] {
	const values = [req.query[name] ?? []].flat().flatMap((value) => shown(value).split(','));
	return values.map((value) => {
		const choice = allowed.find((candidate) => candidate === value);
		if (choice === undefined) {
			throw new Rejection(INVALID_ARGUMENTS, `query parameter ${name} is ${value}`);
		}
		return choice;
	});
}
