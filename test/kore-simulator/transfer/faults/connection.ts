import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';

import type { Fault } from './index';

/** What a middlebox in trouble writes: no TLS record has such a head. */
const GARBAGE = Buffer.alloc(64, 0xff);

/** A record of application data, as its head says, with a content that nobody's key opens. */
const BAD_RECORD = Buffer.from([0x17, 0x03, 0x03, 0x00, 0x20, ...Buffer.alloc(0x20, 0xff)]);

/** What Node lets OpenSSL have of a TLS connection, under no public name. */
type TlsInside = TLSSocket & { _handle: { receive(bytes: Buffer): void } };

/** The TCP connection beneath TLS, which Node keeps under no public name. */
function tcpOf(socket: (Socket & { _parent?: Socket }) | null): Socket {
	const tcp = socket?._parent ?? socket;
	if (!tcp) throw new Error('the connection has gone');
	return tcp;
}

function tlsOf(socket: Socket | null) {
	if (socket instanceof TLSSocket) return socket;
	throw new TypeError('a TLS fault needs a simulator that was started with https');
}

export const CONNECTION_FAULTS: Record<string, Fault> = {
	hang() {},
	notHttp({ socket }) {
		socket?.end('SSH-2.0-OpenSSH_9.6\r\n');
	},
	reset({ socket }) {
		tcpOf(socket).resetAndDestroy();
	},
	close({ socket }) {
		socket?.end();
	},
	tlsDamage({ socket }) {
		tcpOf(tlsOf(socket)).end(GARBAGE);
	},
	tlsBadRecord({ socket }) {
		tcpOf(tlsOf(socket)).end(BAD_RECORD);
	},
	// As if the client had sent it: OpenSSL answers with a fatal alert, which it alone can encrypt.
	tlsAlert({ socket }) {
		(tlsOf(socket) as TlsInside)._handle.receive(BAD_RECORD);
	},
};
