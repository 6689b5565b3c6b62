/** How the host of an address begins, or is, that leads whoever calls it to their own machine. */
export const LOOPBACK_HOST = /^(.+\.)?localhost\.?$|^127\.|^\[::1?\]$|^0\.0\.0\.0$/;

/** Whether the address leads whoever calls it to their own machine. False for what is no address. */
export function isLoopback(address: string): boolean {
	return URL.canParse(address) && LOOPBACK_HOST.test(new URL(address).hostname);
}
