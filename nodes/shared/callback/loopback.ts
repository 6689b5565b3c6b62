/** Whether the address leads whoever calls it to their own machine. False for what is no address. */
export function isLoopback(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { hostname } = new URL(address);
	return /^(.+\.)?localhost\.?$|^127\.|^\[::1\]$|^0\.0\.0\.0$|^\[::\]$/.test(hostname);
}
