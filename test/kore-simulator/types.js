/**
 * @typedef {'Routing' | 'Configuration' | 'SmartAssist Analytics'} Scope
 *
 * @typedef {object} App A JWT app of Kore's "Web/Mobile SDK" page (kore-api.md 2.1).
 * @property {string} clientId
 * @property {'HS256' | 'HS512' | 'RS256' | 'RS512'} algorithm
 * @property {string} [clientSecret] HS algorithms
 * @property {string} [privateKey] RS algorithms, PEM, to sign with; the real Kore never has it
 * @property {string} [publicKey] RS algorithms, PEM
 * @property {Scope[]} scopes
 * @property {boolean} enforceJti
 *
 * @typedef {object} Agent
 * @property {string} id `a-…`, the aId of an assign
 * @property {string} userId `u-…`, never an aId (kore-api.md 3.1)
 * @property {string} firstName
 * @property {string} lastName
 * @property {string} emailId
 * @property {string} role
 * @property {string} onlineStatus
 * @property {string[]} queueIds
 *
 * @typedef {object} Queue
 * @property {string} id
 * @property {string} name
 * @property {string} description
 * @property {boolean} isDefault
 *
 * @typedef {object} AgentGroup
 * @property {string} id
 * @property {string} name
 *
 * @typedef {object} SkillGroup
 * @property {string} id
 * @property {string} name
 *
 * @typedef {object} Conversation
 * @property {string} id
 * @property {string} botSessionId
 * @property {'OPEN' | 'ACTIVE' | 'CLOSED'} status
 * @property {string} source
 * @property {string} language
 * @property {string} queueId
 * @property {string | null} agentId `a-…` of the agent who has it
 *
 * @typedef {'hs256' | 'hs512' | 'rs256' | 'rs512' | 'routingOnly' | 'configurationOnly'
 *   | 'enforceJti'} AppName
 *
 * @typedef {object} World
 * @property {string} streamId
 * @property {string} accountId
 * @property {string} orgId
 * @property {Record<AppName, App>} apps
 * @property {Agent[]} agents
 * @property {Queue[]} queues
 * @property {AgentGroup[]} agentGroups
 * @property {SkillGroup[]} skillGroups
 * @property {Conversation[]} conversations
 *
 * @typedef {object} RequestEntry
 * @property {number} at ms epoch of arrival
 * @property {number} atMonotonic performance.now() of arrival
 * @property {string} method
 * @property {string} path raw, with the query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string[]} rawHeaders
 * @property {string} body raw text
 * @property {unknown} json the parsed body, null if it is not JSON
 * @property {Record<string, unknown> | null} claims payload of the JWT, unverified
 * @property {number | null} status null until answered
 * @property {string | null} rejection what exactly was wrong
 * @property {number} socketId
 *
 * @typedef {object} CallbackEntry
 * @property {number} at ms epoch of posting
 * @property {string} url
 * @property {string} body as sent
 * @property {string} contentType
 * @property {string} outcome name of the outcome, 'custom' for one given as an object
 * @property {number | null} status of the answer
 * @property {string} answer body text of the answer
 * @property {string | null} error why no answer came
 *
 * @typedef {object} CustomOutcome
 * @property {unknown} body a string is sent as it is, anything else as JSON
 * @property {string} [contentType]
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {unknown} body a string is sent as it is, anything else as JSON
 * @property {string} [contentType]
 * @property {'utf8' | 'utf16le' | 'latin1'} charset of the bytes, whatever the content type says
 * @property {number} delayMs
 * @property {Record<string, string>} headers
 * @property {number[]} interim 1xx answers before this one or its fault
 * @property {string} [fault] a name of transfer/faults
 *
 * @typedef {object} CallbackPlan
 * @property {'after' | 'before' | 'never'} when
 * @property {number} delayMs before every round
 * @property {number} randomDelayMs up to this much more
 * @property {number} times rounds, one after the other
 * @property {number} simultaneous posts in one round
 * @property {string | CustomOutcome | (string | CustomOutcome)[]} outcome a list: one a round, the
 *   last one for all that follow
 * @property {string} sentAs a name of transfer/wire.js
 *
 * @typedef {object} Rule
 * @property {string} [botSessionId]
 * @property {string} [agentId]
 * @property {string} [queueId]
 * @property {Partial<Answer>} [answer]
 * @property {Partial<CallbackPlan>} [callback]
 *
 * @typedef {object} Behavior
 * @property {Partial<Answer>} [answer]
 * @property {Partial<CallbackPlan>} [callback]
 * @property {Rule[]} [rules]
 * @property {number} [failFirst]
 *
 * @typedef {object} Assignment A valid assign-conversation request.
 * @property {string} callbackUrl
 * @property {string} botSessionId
 * @property {{ agentId: string } | { queueId: string }} target in the words of Kore's answer
 *
 * @typedef {import('node:http').IncomingMessage & {
 *   originalUrl: string,
 *   method: string,
 *   params: Record<string, string>,
 *   query: Record<string, string | string[] | undefined>,
 *   body: unknown,
 *   entry: RequestEntry,
 * }} Request
 *
 * @typedef {import('node:http').ServerResponse & {
 *   status(code: number): Response,
 *   set(headers: Record<string, string>): Response,
 *   json(body: unknown): Response,
 * }} Response
 *
 * @typedef {object} Endpoint
 * @property {'GET' | 'POST'} method
 * @property {string} path below the stream
 * @property {Scope} scope
 * @property {string[]} query names of the query parameters it takes
 * @property {(req: Request, res: Response) => void | Promise<void>} handle
 *
 * @typedef {object} SimulatorOptions
 * @property {number} [port] 0: any free one
 * @property {boolean} [https]
 * @property {number} [requestsPerMinute] calls in one window
 * @property {number} [rateLimitWindowMs]
 * @property {boolean} [retryAfter] whether a 429 carries Retry-After; Kore documents none
 * @property {number} [latencyMs] before every answer of a Kore endpoint
 */

module.exports = {};
