import { Rejection, invalidId } from '../checks/rejection';
import { FINAL } from '../transfer/assign';
import { objectId } from '../world/ids';
import { isJson, type Difference, type Json } from './difference';
import type { Payload } from '../transfer/outcomes';

/** Changes the fields of a callback that has some. */
const changingFields = (change: (fields: Json) => Json) => (payload: Payload) => ({
	...payload,
	body: JSON.stringify(change(JSON.parse(payload.body) as Json)),
});

const has = (fields: Json, name: string, value: unknown) =>
	name in fields ? { ...fields, [name]: value } : fields;

export const transferDifferences = {
	assignIs404: {
		says: 'an assign is 404',
		behavior: { answer: { status: 404, body: { errors: [{ msg: 'Not Found', code: 404 }] } } },
	},
	answerIsFinal: {
		says: 'the answer to an assign has the result',
		behavior: { answer: { body: FINAL } },
	},
	callbackIsText: {
		says: 'a callback is text/plain',
		callback: (payload) => ({ ...payload, contentType: 'text/plain' }),
	},
	callbackHasIsoTime: {
		says: 'requestCompletedAt is a date',
		callback: changingFields((fields) =>
			has(fields, 'requestCompletedAt', new Date().toISOString()),
		),
	},
	callbackSaysSuccess: {
		says: 'a transfer that went well is SUCCESS',
		callback: changingFields((fields) =>
			fields.status === 'transferred' ? { ...fields, status: 'SUCCESS' } : fields,
		),
	},
	callbackComesTwice: {
		says: 'a callback comes twice',
		behavior: { callback: { times: 2 } },
	},
	callbackComesFirst: {
		says: 'a callback comes before the answer',
		behavior: { callback: { when: 'before' } },
	},
	callbackHasNoQuery: {
		says: 'the query of the callback URL is lost',
		request: ({ entry }) => {
			if (!isJson(entry.json) || typeof entry.json.callbackUrl !== 'string') return;
			entry.json.callbackUrl = entry.json.callbackUrl.split('?', 1)[0];
		},
	},
	callbackHasOtherSession: {
		says: "the session of an agent's callback is another one",
		callback: changingFields((fields) => has(fields, 'sessionId', objectId('51510000ca11', 1))),
	},
	callbackIsSigned: {
		says: 'a callback has a signature',
		behavior: { callback: { sentAs: 'signed' } },
	},
	transferIsNotShown: {
		says: 'a conversation does not show its transfers',
		behavior: { answer: { carriedOut: false } },
	},
	unknownAgentIsRefused: {
		says: 'an assign to nobody is refused at once',
		request: ({ entry }, { agents }) => {
			const { aId } = isJson(entry.json) ? entry.json : {};
			if (aId === undefined || agents.some(({ id }) => id === aId)) return;
			throw new Rejection(invalidId('aId'), 'unknown agent');
		},
	},
} satisfies Record<string, Difference>;
