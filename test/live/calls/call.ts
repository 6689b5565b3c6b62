import type { IDataObject } from 'n8n-workflow';

import type { Scope } from '../exchange';
import type { Found } from '../found';
import type { Authentication } from './authentications';

/** A call that changes nothing at Kore. */
export interface Call {
	/** What the report calls it. */
	title: string;
	method: 'GET' | 'POST';
	/** The address as the documentation writes it. */
	template: string;
	scope: Scope;
	/** What follows the stream ID; nothing if an ID for it was not found. */
	path: (found: Found) => string[] | '' | undefined;
	query?: (found: Found) => IDataObject;
	body?: (found: Found) => IDataObject;
	/** The stream stands in the header `IId`. */
	streamInHeader?: true;
	/** In place of a fresh token and the account's ID. */
	authentication?: Authentication;
}
