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
