/** Of which Kore's messages consist, as far as they are known, and servers' words about requests. No word of it is a name. */
const WORDS = `
	a about access account action active agent agents already algorithm allowed an and any api app application are argument arguments
	as assign assigned assignment at attempt auth authentication authorization authorized available bad be because been before
	being body bot busy but by call callback can cannot capacity changed channel claim claims claimed client closed closing
	code completed conflict connection content conversation conversations could created credentials current data date deleted
	denied did disabled does done duplicate empty enabled ended enter enough error errors event exceed exceeded exist existing
	exists exp expired expires expiry failed failure false field fields file for forbidden format found from full gateway given
	group handled has have header hour hours id ids if in inactive incorrect input internal invalid is issued it its json jti
	jwt key later leave length limit limited list live logged long longer malformed many match maximum members message method
	minute minutes missing must need needed no none not nothing now number object of offline on one online only open operation
	or org organization other out over page parameter parameters parse password path payload per permission permissions please
	possibly present processed public queue queues rate reached received refused rejected replay request requested requests
	required resource response result retry retrying role route scope scopes sdk second seconds secret send sent server service
	session sessions signature skill skills some something sometime soon source state status stream streamid string success
	successfully supported system target temporarily terminated than that the there this time timeout to token tokens too
	transfer transferred true try type unable unauthorized unavailable unexpected unique unknown unprocessable unsupported
	until url use used user valid validation value values verified verify verifying version wait waiting was went were when
	while with within without wrong you your you've
	agentid aid queueid botsessionid sessionid callbackurl orgid accountid appid conversationid transferredtype
	noagentsavailable
`;

const VOCABULARY = new Set(WORDS.trim().split(/\s+/));

/** Words that some people are called, too: written as a name, they may be one. */
const ALSO_NAMES = new Set('an can day do field fields key long min page rank'.split(' '));

const isLikeAName = (word: string) =>
	/^[A-Z][a-z]/.test(word) && ALSO_NAMES.has(word.toLowerCase());

/** Whether a word says something about a request, and nothing about who made it. */
export const isHarmless = (word: string) =>
	VOCABULARY.has(word.toLowerCase()) && !isLikeAName(word);

/** Whether a text of several words has one in which somebody may be called by name. */
export const mayName = (words: string[]) => words.some(isLikeAName);
