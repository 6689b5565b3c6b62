/** The result of `work`, unless the deadline comes first: then it rejects, and what `work` comes to is not asked for. */
export async function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
	let giveUp = () => {};
	const overdue = new Promise<never>((_resolve, reject) => {
		giveUp = () => reject(new Error('No answer in time'));
	});
	deadline.addEventListener('abort', giveUp);
	try {
		return await Promise.race([work, overdue]);
	} finally {
		// Else every answer would stay in memory until its time is over.
		deadline.removeEventListener('abort', giveUp);
	}
}
