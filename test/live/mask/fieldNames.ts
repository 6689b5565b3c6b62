/** Field names on Kore's pages (docs/kore-api.md), and those that a list or an error of any server may have. */
const NAMES = `
	_id aId accountId addresses agentGroups agentId agentStatus agents answer ASA assignTo available availableCapacity avgWait away
	AVAILABLE AWAY BUSY OFFLINE appId attempts avatar body botId botSessionId busy callbackUrl channelCapacity channels code color
	conversationId conversationTransferred conversationType createdAt createdBy createdOn credential customId data date day days
	description details dispositions dropOff email emailId end engaged error errors expired firstName frequency fromAgent fromQueue
	fullName hasMore hoursOfOperation iId iceServers id isActive isDefault isDigitalEnabled isEnabled isHoursOfOperationValid
	isPreferredAgent lFullName lName language languages lastName limit liveChat lname managers maxWait message messaging metaStatus
	msg name noOfAgents notes offline onlineStatus onlineStatusType orgId page participants phoneNumber profImage queueId queueIds
	queueName queueSummary queues reason reasonCode requestCompletedAt result results role session sessionId skillIds skills skip
	source specialDays standardDays start startTime status streamId success summary systemTransfer systemTransferReason timestamp
	timezone totalAgents totalCapacity totalPages totalResults transferDetails transferredAt transferredTo transferredType type
	updatedAt url urls usedCapacity userId userInfo username voice voiceMail waiting
`;

const KNOWN = new Set(NAMES.trim().split(/\s+/));

export const isKnownName = (name: string) => KNOWN.has(name);

/** Of which programmers make names of fields; no word of it is a person's name. */
export const FIELD_WORDS = new Set(
	`abandoned address after alias answered archived assignee attribute attributes average avg break calls canned category
	chat city comment comments config configuration country creator custom customer daily day days default department detail
	digital display disposition dropped duration email emails enable end extension external final finished first flag
	flags frequency full handling has header headers history holiday holidays icon image images index info interval is item
	items key keys kind label labels last level lname locale log logged logs manager meta metadata min mobile modified monthly
	name names next note offset order origin owner parent phone photo previous primary priority profile provider rank
	recording recurring region results row rows score settings short sla slot slots special standard start started stats sub
	summary supervisor tag tags team teams text ticket title total totals transcript up updated utc uuid value values wait
	weekday weekly wrap wrapup year yearly zone zones`.split(/\s+/),
);
