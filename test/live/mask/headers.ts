import { joined, oneOf, shown, type Shown } from './shown';

const list = (words: string) => words.trim().split(/\s+/);

/** Headers that every server may send, and that say nothing of whose it is. */
const NAMES = list(`
	accept accept-encoding access-control-allow-origin age alt-svc auth authorization cache-control
	cf-cache-status cf-ray connection content-encoding content-length content-security-policy content-type date
	etag expires host keep-alive location permissions-policy pragma referrer-policy retry-after server set-cookie
	strict-transport-security traceparent transfer-encoding user-agent vary via www-authenticate
	x-content-type-options x-forwarded-for x-forwarded-host x-forwarded-proto x-frame-options x-powered-by
	x-request-id x-xss-protection
`);

/** Of which a name about limits or signatures is made: that is what the report is for. */
const TELLING = list(`
	x kore hub rate ratelimit limit remaining reset policy used retry after signature hmac digest sha256
	timestamp minute second day
`);

const isTelling = (name: string) => name.split('-').every((part) => TELLING.includes(part));

const TYPES = [
	...[
		'application/json',
		'application/x-www-form-urlencoded',
		'application/problem+json',
		'application/xml',
	],
	...['multipart/form-data', 'text/html', 'text/plain', 'text/xml'],
];
const CHARSETS = ['utf-8', 'iso-8859-1', 'us-ascii', 'utf-16'];
const CODINGS = ['gzip', 'br', 'deflate', 'chunked', 'identity', 'keep-alive', 'close'];
const PROGRAMS = list(`
	axios node-fetch node got undici request okhttp Java Apache-HttpClient python-requests Go-http-client nginx
	cloudflare openresty Apache Kestrel awselb envoy Express
`);

/** The name of a header, if it is nobody's own. */
export const headerName = (name: string): Shown | undefined =>
	oneOf(NAMES, name) ?? (isTelling(name) ? (name as Shown) : undefined);

/** Its value, as far as that is one of a few; undefined where it could say more. */
export function headerValue(name: string, value: string): Shown | undefined {
	if (name === 'content-type') return mediaType(value);
	if (['content-encoding', 'transfer-encoding', 'connection'].includes(name)) {
		return oneOf(CODINGS, value.toLowerCase());
	}
	if (['server', 'user-agent', 'x-powered-by'].includes(name)) {
		return oneOf(PROGRAMS, value.split(/[/ ]/, 1)[0]);
	}
	if (/limit|retry/.test(name) && /^\d{1,5}$/.test(value)) return shown`${Number(value)}`;
	return undefined;
}

/** The media type and character set, each if it is a usual one. */
export function mediaType(value: string): Shown {
	const [type, ...parameters] = value.toLowerCase().split(';');
	const charset = /charset="?([\w-]+)/.exec(parameters.join(';'))?.[1];
	const shownType = oneOf(TYPES, type.trim()) ?? shown`another type`;
	if (!charset) return shownType;
	return shown`${shownType}; charset=${oneOf(CHARSETS, charset) ?? shown`another`}`;
}

/** All headers of a message: names, values where they may be shown, and how many stay unnamed. */
export function maskHeaders(headers: Record<string, string>): Shown {
	const names = Object.keys(headers).sort();
	const named = names.flatMap((name) => {
		const visible = headerName(name);
		if (!visible) return [];
		const value = headerValue(name, headers[name]);
		return [value ? shown`\`${visible}: ${value}\`` : shown`\`${visible}\``];
	});
	const others = names.length - named.length;
	return others === 0 ? joined(named) : joined([...named, shown`${others} of another name`]);
}
